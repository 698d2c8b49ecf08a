package dev.holdfast.reservation.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.shared.bulk.PlainJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class QuickReserveTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final QuickReserve quick = new QuickReserve();
  private final List<String> requestIds = new ArrayList<>();

  /** What is read, if it is of the common form. */
  private @Nullable ReserveBody read(String json) {
    requestIds.clear();
    byte[] bytes = json.getBytes(UTF_8);
    var plain = new PlainJson();
    plain.begin(bytes, 0, bytes.length);
    ReserveBody body = quick.read(plain, requestIds::add);
    return plain.isOver() ? body : null;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}",
        " { \"lines\" :\t[ { \"quantity\" : 2, \"location\" : \"L\", \"sku\" : \"A\" },"
            + " {\"sku\":\"\"} ] }\r",
        "{\"customer\":\"c {[,:]} ~\",\"sale\":\"s\",\"reference\":\"\",\"ttlSeconds\":999999999}",
        "{\"ttlSeconds\":0}"
      })
  void readsTheCommonFormAsItWouldBeRead(String json) {
    assertThat(read(json)).isEqualTo(JSON.readValue(json, ReserveBody.class));
    assertThat(requestIds).isEmpty();
  }

  @Test
  void givesTheRequestId() {
    ReserveBody body = read("{\"requestId\":\"r-1\",\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}");
    assertThat(body)
        .isEqualTo(
            JSON.readValue("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}", ReserveBody.class));
    assertThat(requestIds).containsExactly("r-1");
  }

  @Test
  void keepsNothingOfTheLineBefore() {
    read("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}],\"ttlSeconds\":5,\"customer\":\"c\"}");
    assertThat(read("{\"sale\":\"s\"}"))
        .isEqualTo(JSON.readValue("{\"sale\":\"s\"}", ReserveBody.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"lines\":[]}",
        "{\"lines\":[{}]}",
        "{\"ttlSeconds\":-5}",
        "{\"ttlSeconds\":01}",
        "{\"ttlSeconds\":1e3}",
        "{\"ttlSeconds\":1000000000}",
        "{\"ttlSeconds\":}",
        "{\"customer\":\"\\u00e9\"}",
        "{\"customer\":\"é\"}",
        "{\"customer\":\"a\tb\"}",
        "{\"customer\":\"c\",}",
        "{\"customer\":\"c\"}}",
        "{\"customer\":\"c\"} {}",
        "{\"customer\" \"c\"}",
        "{\"requestId\":\"a\",\"requestId\":\"a\"}",
        "{\"ttlSeconds\":1,\"ttlSeconds\":1}",
        "[]",
        "{\"lines\":null}",
        "{\"lines\":{}}",
        "{\"lines\":[null]}",
        "{\"lines\":[[]]}",
        "{\"lines\":[{\"sku\":1}]}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":\"1\"}]}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":1.0}]}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":99999999999}]}",
        "{\"lines\":[{\"sku\":\"A\",\"color\":\"red\"}]}",
        "{\"lines\":[{\"sku\":\"A\",\"sku\":\"A\"}]}",
        "{\"lines\":[{\"sku\":\"A\"",
        "{\"lines\":[],\"lines\":[]}",
        "{\"ttlSeconds\":null}",
        "{\"customer\":5}",
        "{\"requestId\":5}",
        "{\"requestId\":null}",
        "{\"as\":\"HELD\"}",
        "{\"budgets\":[]}",
        "{\"color\":\"red\"}",
        "{\"customer\":\"c\""
      })
  void leavesEverythingElseToBeReadStrictly(String json) {
    assertThat(read(json)).isNull();
  }
}
