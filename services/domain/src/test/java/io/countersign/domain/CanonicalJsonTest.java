package io.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.testing.Cases;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonTest {
  @Test
  void rfc8785SortsKeysByUtf16CodeUnits() {
    var vector = new LinkedHashMap<String, Object>();
    vector.put("\u20ac", "Euro Sign");
    vector.put("\r", "Carriage Return");
    vector.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
    vector.put("1", "One");
    vector.put("\ud83d\ude00", "Emoji: Grinning Face");
    vector.put("\u0080", "Control");
    vector.put("\u00f6", "Latin Small Letter O With Diaeresis");
    assertThat(CanonicalJson.write(vector))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void rfc8785EscapesOnlyWhatItMust() {
    assertThat(CanonicalJson.write("\u20ac$\u000f\nA'B\"\\\\\"/\b\f\t\u007f"))
        .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\t\u007f\"");
  }

  @Test
  void literalsArraysAndEmptiesAreAsShortAsPossible() {
    assertThat(CanonicalJson.write(List.of(true, false, 0, -7, 9_007_199_254_740_991L)))
        .isEqualTo("[true,false,0,-7,9007199254740991]");
    assertThat(CanonicalJson.write(Map.of("a", List.of(), "b", Map.of())))
        .isEqualTo("{\"a\":[],\"b\":{}}");
  }

  static Stream<Object> refused() {
    return Stream.of(
        9_007_199_254_740_992L,
        -9_007_199_254_740_992L,
        Long.MIN_VALUE,
        1.0,
        1.5f,
        new BigDecimal("1"),
        'c',
        List.of(1.0),
        "\ud83d",
        "\ude00",
        "a\ude00\ud83d",
        "\ud83dx",
        Map.of("\ud83d", "key"),
        nested(33));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatHasNoOneFormIsRefused(Object value) {
    assertThatThrownBy(() -> CanonicalJson.write(value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nullIsRefused() {
    var withNull = new HashMap<String, Object>();
    withNull.put("a", null);
    assertThatThrownBy(() -> CanonicalJson.write(withNull)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> CanonicalJson.write(Collections.singletonList(null)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void thirtyTwoLevelsAreAllowed() {
    assertThat(CanonicalJson.write(nested(32))).hasSize(66);
  }

  @Test
  void theOrderOfInsertionNeverShows() {
    Cases.each(
        500,
        5_000,
        seed -> {
          var random = new Random(seed);
          var keys =
              new ArrayList<>(random.ints(8, 0, 1000).mapToObj(i -> "k" + i).distinct().toList());
          var one = new LinkedHashMap<String, Object>();
          keys.forEach(key -> one.put(key, key.length()));
          Collections.shuffle(keys, random);
          var other = new LinkedHashMap<String, Object>();
          keys.forEach(key -> other.put(key, key.length()));
          assertThat(CanonicalJson.write(one)).isEqualTo(CanonicalJson.write(other));
          assertThat(Digest.ofJson(one)).isEqualTo(Digest.ofJson(other));
        });
  }

  private static Object nested(int depth) {
    Object value = List.of();
    for (int i = 0; i < depth; i++) {
      value = List.of(value);
    }
    return value;
  }
}
