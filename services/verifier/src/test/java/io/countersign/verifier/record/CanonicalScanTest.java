package io.countersign.verifier.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalScanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"\":0,\"a\":-1,\"aa\":[],\"b\":{\"c\":[true,false,null,\"x\"]}}",
        "{\"a\":9007199254740991,\"b\":-9007199254740991}",
        "{\"a\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\u000b/\u007f\u00e4\u20ac\ud83d\ude00\"}",
        "{\"\\n\":0,\"\\r\":0,\"\\u000e\":0,\"a\":0}",
        "{\"\ud83d\ude00\":0,\"\ufb33\":0}", // by UTF-16 units, not by code points
      })
  void whatIsCanonicalIsTaken(String json) {
    assertThat(new CanonicalScan().isObject(json.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{}}",
        "{} ",
        " {}",
        "{\"a\": 1}",
        "{\"a\":1,}",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":1}",
        "{\"aa\":1,\"a\":1}",
        "{\"\ufb33\":0,\"\ud83d\ude00\":0}",
        "{\"a\":1.0}",
        "{\"a\":1e3}",
        "{\"a\":01}",
        "{\"a\":-0}",
        "{\"a\":-}",
        "{\"a\":9007199254740992}",
        "{\"a\":99999999999999999999999999}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\u000A\"}",
        "{\"a\":\"\\u000a\"}",
        "{\"a\":\"\\u001F\"}",
        "{\"a\":\"\\/\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":tru}",
        "{\"a\":[1,]}",
        "{\"a\":[1 ]}",
        "{\"a\":1}{\"b\":2}",
        "{\"a\":1},\"payload\":{}",
      })
  void whatIsNotIsRefused(String json) {
    assertThat(new CanonicalScan().isObject(json.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    for (var bad :
        List.of(
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080",
            "\u00f4\u0090\u0080\u0080",
            "\u0080",
            "\u00e2\u0082")) {
      var json = ("{\"a\":\"" + bad + "\"}").getBytes(StandardCharsets.ISO_8859_1);
      assertThat(new CanonicalScan().isObject(json)).as(bad).isFalse();
    }
  }

  @Test
  void whatIsTooDeepIsRefusedAtOnce() {
    var deep = "{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";
    assertThat(new CanonicalScan().isObject(deep.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    var json = "{\"a\":[1,{\"b\":\"\\\"\\u0001\u00e4\"},[]],\"c\":null,\"d\":true,\"e\":{}}";
    assertThat(CanonicalReader.object(json.getBytes(StandardCharsets.UTF_8)).orElseThrow())
        .isEqualTo(
            Map.of(
                "a", List.of(1L, Map.of("b", "\"\u0001\u00e4"), List.of()),
                "c", Optional.empty(),
                "d", true,
                "e", Map.of()));
    assertThat(CanonicalReader.object("{ }".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
