package io.countersign.domain.diagnosis.health;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The words that two texts can have in common: {@code listProducts} and {@code list_products} are
 * alike.
 */
public final class WordTokens {
  /** Shorter ones are in everything. */
  private static final int SHORTEST = 4;

  private WordTokens() {}

  /** In lower case, names in mixed case or with underscores taken apart. */
  public static Stream<String> of(String text) {
    return Arrays.stream(text.split("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() >= SHORTEST);
  }
}
