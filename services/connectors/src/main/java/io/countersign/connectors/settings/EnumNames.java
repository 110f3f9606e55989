package io.countersign.connectors.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names of an enumeration's constants as they are written in files: {@code UNIX_SECONDS} as
 * unix-seconds.
 */
public final class EnumNames {
  private EnumNames() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Null if there is no such word; underscores will do for hyphens. */
  public static <E extends Enum<E>> @Nullable E find(Class<E> type, String word) {
    var wanted = word.replace('_', '-');
    for (var constant : type.getEnumConstants()) {
      if (of(constant).equals(wanted)) {
        return constant;
      }
    }
    return null;
  }

  public static List<String> all(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(EnumNames::of).toList();
  }
}
