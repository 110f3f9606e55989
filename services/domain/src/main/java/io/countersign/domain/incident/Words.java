package io.countersign.domain.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** What two texts can have in common: {@code listProducts} and {@code list_products} are alike. */
final class Words {
  /** Shorter ones are in everything. */
  private static final int SHORTEST = 4;

  private Words() {}

  /** In lower case, names in mixed case or with underscores taken apart. */
  static Stream<String> of(String text) {
    return Arrays.stream(text.split("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() >= SHORTEST);
  }
}
