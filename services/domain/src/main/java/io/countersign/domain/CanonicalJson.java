package io.countersign.domain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * RFC 8785 canonical JSON over a strict profile: objects with text keys, arrays, text, booleans and
 * integers within +-(2^53-1). No floating point, no null: absent members are left out by whoever
 * builds the value. Two values have the same bytes exactly if they mean the same.
 */
public final class CanonicalJson {
  private static final long MAX_SAFE = (1L << 53) - 1;
  private static final int MAX_DEPTH = 32;

  private CanonicalJson() {}

  /**
   * @param value a tree of {@code Map<String, ?>}, {@code List<?>}, {@code String}, {@code
   *     Boolean}, {@code Integer} and {@code Long}
   * @throws IllegalArgumentException for anything else, a lone surrogate, an unsafe integer, or
   *     depth > 32
   */
  public static String write(Object value) {
    var out = new StringBuilder();
    write(value, out, 0);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("deeper than " + MAX_DEPTH);
    }
    switch (value) {
      case Map<?, ?> map -> object(map, out, depth);
      case List<?> list -> array(list, out, depth);
      case String text -> text(text, out);
      case Boolean flag -> out.append(flag);
      case Integer number -> out.append(number);
      case Long number -> out.append(safe(number));
      default -> throw new IllegalArgumentException("not canonical: " + value.getClass());
    }
  }

  private static void object(Map<?, ?> map, StringBuilder out, int depth) {
    var sorted = new TreeMap<String, Object>();
    map.forEach((key, member) -> sorted.put((String) key, member));
    var separator = "{";
    for (var member : sorted.entrySet()) {
      out.append(separator);
      text(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out, depth + 1);
      separator = ",";
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void array(List<?> list, StringBuilder out, int depth) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(list.get(i), out, depth + 1);
    }
    out.append(']');
  }

  private static long safe(long number) {
    if (number > MAX_SAFE || number < -MAX_SAFE) {
      throw new IllegalArgumentException("not a safe integer: " + number);
    }
    return number;
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c) && !paired(text, i)) {
        throw new IllegalArgumentException("lone surrogate");
      }
      escape(c, out);
    }
    out.append('"');
  }

  private static boolean paired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20) {
          out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
