package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may not be, and how it is told. */
class StrictJsonTest extends HttpTest {

  @Test
  void readsWhatItIsMadeFor() {
    post("""
    {"name":"n","count":1,"total":9007199254740993,"flag":true,"colour":"RED",
     "at":"2026-11-23T11:15:30+01:00","lines":[{"sku":"A","quantity":2}],"tags":["x"]}
    """)
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"body":{"name":"n","count":1,"total":9007199254740993,"flag":true,"colour":"RED",
             "at":"2026-11-23T10:15:30.000Z","lines":[{"sku":"A","quantity":2}],"tags":["x"]},
             "key":""}
            """);
  }

  @Test
  void takesAnExplicitNullForAbsent() {
    post("{\"name\":null}").expectStatus().isOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"name\":}",
        "{\"name\":'n'}",
        "{name:1}",
        "{} {}",
        "{}]",
        "{}x",
        "{\"count\":01}",
        "{\"count\":NaN}",
        "{\"name\":\"\u0001\"}",
        "{,}",
        "{\"tags\":[\"a\",]}",
        "nope",
        " ",
        "// c\n{}"
      })
  void refusesWhatIsNoJson(String body) {
    expectProblem(post(body), ProblemCode.MALFORMED_JSON)
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).doesNotContain("Feature"));
  }

  @Test
  void saysWhereTheSyntaxBreaks() {
    expectProblem(post("{\n  \"name\" 1}"), ProblemCode.MALFORMED_JSON)
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("line 2"));
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    var response =
        client()
            .post()
            .uri("/probe")
            .header("Content-Type", "application/json")
            .bodyValue(
                new byte[] {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xff, '"', '}'})
            .exchange();
    expectProblem(response, ProblemCode.MALFORMED_JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":1}                      | name
          {"name":1.5}                    | name
          {"name":true}                   | name
          {"name":{}}                     | name
          {"name":["n"]}                  | name
          {"count":"1"}                   | count
          {"count":""}                    | count
          {"count":1.0}                   | count
          {"count":1e2}                   | count
          {"count":true}                  | count
          {"count":[1]}                   | count
          {"total":"1"}                   | total
          {"flag":"true"}                 | flag
          {"flag":1}                      | flag
          {"flag":""}                     | flag
          {"colour":0}                    | colour
          {"colour":{}}                   | colour
          {"at":1700000000}               | at
          {"at":{}}                       | at
          {"lines":{}}                    | lines
          {"lines":""}                    | lines
          {"lines":"A"}                   | lines
          {"lines":[null]}                | lines[0]
          {"lines":[{},[]]}               | lines[1]
          {"lines":[{},{"sku":7}]}        | lines[1].sku
          {"lines":[{"quantity":"x"}]}    | lines[0].quantity
          {"tags":["a",2]}                | tags[1]
          {"tags":[null]}                 | tags[0]
          """)
  void refusesAWrongType(String body, String field) {
    expectProblem(post(body), ProblemCode.INVALID_TYPE).jsonPath("$.field").isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"x\"", "null", "true"})
  void refusesABodyThatIsNoObject(String body) {
    expectProblem(post(body), ProblemCode.INVALID_TYPE).jsonPath("$.field").isEqualTo("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"nmae":1}                      | nmae
          {"Name":"n"}                    | Name
          {"lines":[{"sku":"A","x":[]}]}  | lines[0].x
          """)
  void refusesAnUnknownField(String body, String field) {
    expectProblem(post(body), ProblemCode.UNKNOWN_FIELD).jsonPath("$.field").isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"a","name":"a"}                    | name
          {"lines":[{},{"sku":"A","sku":"B"}]}       | lines[1].sku
          """)
  void refusesADoubledField(String body, String field) {
    expectProblem(post(body), ProblemCode.DUPLICATE_FIELD).jsonPath("$.field").isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"colour":"BLUE"}               | colour          | must be one of RED, GREEN
          {"colour":""}                   | colour          | must be one of RED, GREEN
          {"at":"yesterday"}              | at              | must be a time such as 2026-11-23T10:15:30.000Z
          {"at":"2026-11-23T10:15:30"}    | at              | must be a time such as 2026-11-23T10:15:30.000Z
          {"lines":[{"quantity":2147483648}]} | lines[0].quantity | is out of range: it must fit in 32 bits
          {"total":9223372036854775808}   | total           | is out of range: it must fit in 64 bits
          """)
  void refusesAValueOutOfRange(String body, String field, String message) {
    expectProblem(post(body), ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors.length()")
        .isEqualTo(1)
        .jsonPath("$.errors[0].field")
        .isEqualTo(field)
        .jsonPath("$.errors[0].message")
        .isEqualTo(message);
  }

  @Test
  void refusesToNestWithoutEnd() {
    expectProblem(post("{\"lines\":" + "[".repeat(2_000)), ProblemCode.INVALID_TYPE);
    expectProblem(post("{\"nested\":" + "[".repeat(2_000)), ProblemCode.MALFORMED_JSON);
    expectProblem(post("[".repeat(2_000)), ProblemCode.INVALID_TYPE);
  }

  @Test
  void refusesEndlessNamesAndNumbers() {
    expectProblem(post("{\"" + "n".repeat(2_000) + "\":1}"), ProblemCode.MALFORMED_JSON);
    expectProblem(post("{\"count\":" + "9".repeat(2_000) + "}"), ProblemCode.MALFORMED_JSON);
  }

  @Test
  void readsTextOfAnyLanguage() {
    post("{\"name\":\"Grüße 東京 🚀\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.body.name")
        .isEqualTo("Grüße 東京 🚀");
  }
}
