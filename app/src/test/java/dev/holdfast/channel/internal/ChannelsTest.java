package dev.holdfast.channel.internal;

import dev.holdfast.shared.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** {@code /v1/channels}. */
class ChannelsTest extends ChannelServerTest {

  private WebTestClient.ResponseSpec put(String id, String body) {
    return admin()
        .put()
        .uri("/v1/channels/" + id)
        .header("Content-Type", "application/json")
        .bodyValue(body)
        .exchange();
  }

  @Test
  void makesAChannelAndFillsInDefaults() {
    var response = put("ch-new", "{\"name\":\"Web\",\"type\":\"WEB\",\"currency\":\"EUR\"}");
    response.expectStatus().isCreated().expectHeader().valueEquals("Holdfast-Position", "0-1");
    response
        .expectBody()
        .json(
            """
            {"id":"ch-new","name":"Web","type":"WEB","currency":"EUR","quantityDisplay":"EXACT",
             "ttlSeconds":600,"allowedLocations":[]}
            """)
        .jsonPath("$.locale")
        .doesNotExist()
        .jsonPath("$.promisedHours")
        .doesNotExist();
  }

  @Test
  void replacesAChannelWhole() {
    String full =
        """
        {"name":"Shop","type":"B2B","currency":"CHF","locale":"de-ch","quantityDisplay":"CAPPED:10",
         "ttlSeconds":86400,"allowedLocations":["B","a.1"],"promisedHours":48}
        """;
    put("ch-full", full).expectStatus().isCreated();
    put("ch-full", full).expectStatus().isOk().expectBody().json(full.replace("de-ch", "de-CH"));
    put("ch-full", "{\"name\":\"S\",\"type\":\"B2B\",\"currency\":\"CHF\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.quantityDisplay")
        .isEqualTo("EXACT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"WEB","currency":"EUR"}                                  | name
          {"name":" ","type":"WEB","currency":"EUR"}                       | name
          {"name":"n","currency":"EUR"}                                    | type
          {"name":"n","type":"SHOP","currency":"EUR"}                      | type
          {"name":"n","type":"WEB"}                                        | currency
          {"name":"n","type":"WEB","currency":"eur"}                       | currency
          {"name":"n","type":"WEB","currency":"EURO"}                      | currency
          {"name":"n","type":"WEB","currency":"XXX"}                       | currency
          {"name":"n","type":"WEB","currency":"EUR","locale":"german!"}    | locale
          {"name":"n","type":"WEB","currency":"EUR","locale":""}           | locale
          {"name":"n","type":"WEB","currency":"EUR","quantityDisplay":"CAPPED:0"} | quantityDisplay
          {"name":"n","type":"WEB","currency":"EUR","quantityDisplay":"CAPPED:07"} | quantityDisplay
          {"name":"n","type":"WEB","currency":"EUR","quantityDisplay":"capped:1"} | quantityDisplay
          {"name":"n","type":"WEB","currency":"EUR","ttlSeconds":0}        | ttlSeconds
          {"name":"n","type":"WEB","currency":"EUR","ttlSeconds":86401}    | ttlSeconds
          {"name":"n","type":"WEB","currency":"EUR","promisedHours":0}     | promisedHours
          {"name":"n","type":"WEB","currency":"EUR","allowedLocations":["ok","no way"]} | allowedLocations[1]
          {"name":"n","type":"WEB","currency":"EUR","allowedLocations":["a","a"]} | allowedLocations
          """)
  void refusesSettingsOutOfRange(String body, String field) {
    expectProblem(put("ch-bad", body), ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors.length()")
        .isEqualTo(1)
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bulk", "-a", "stream"})
  void refusesAnIdThatIsNone(String id) {
    expectProblem(
            put(id, "{\"name\":\"n\",\"type\":\"WEB\",\"currency\":\"EUR\"}"),
            ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[0].field")
        .isEqualTo("id");
  }

  @Test
  void refusesAFieldOfALaterVersion() {
    expectProblem(
        put("ch", "{\"name\":\"n\",\"type\":\"WEB\",\"currency\":\"EUR\",\"limits\":{}}"),
        ProblemCode.UNKNOWN_FIELD);
  }

  @Test
  void refusesATypeThatTheChannelsKeysDoNotFit() {
    makeChannel("ch-pos", "POS");
    channelKey("ch-pos", "sales:record");
    expectProblem(
            putChannel("ch-pos", Map.of("name", "n", "type", "WEB", "currency", "EUR")),
            ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[0].field")
        .isEqualTo("type");
    makeChannel("ch-pos", "MARKETPLACE");
  }

  @Test
  void findsAndListsChannels() {
    makeChannel("zz-1", "WEB");
    makeChannel("zz-2", "WEB");
    admin()
        .get()
        .uri("/v1/channels/zz-1")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("Holdfast-Position")
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo("zz-1");
    admin()
        .get()
        .uri("/v1/channels?limit=500")
        .exchange()
        .expectBody()
        .jsonPath("$.items[?(@.id =~ /zz-.*/)].id")
        .isEqualTo(List.of("zz-1", "zz-2"));
    expectProblem(
        admin().get().uri("/v1/channels/nobody").exchange(), ProblemCode.CHANNEL_NOT_FOUND);
  }

  @Test
  void isForTheBackOffice() {
    makeChannel("ch-web", "WEB");
    String key = channelKey("ch-web", "orders:write").key();
    expectProblem(with(key).get().uri("/v1/channels").exchange(), ProblemCode.FORBIDDEN);
  }
}
