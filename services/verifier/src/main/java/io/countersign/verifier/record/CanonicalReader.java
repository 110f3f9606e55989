package io.countersign.verifier.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads canonical JSON into maps, lists, texts, numbers and truth values; null becomes an empty
 * {@code Optional}. What isn't canonical is nothing.
 */
public final class CanonicalReader {
  private final String text;
  private int at;

  private CanonicalReader(String text) {
    this.text = text;
  }

  /** The members of one object; nothing where the bytes aren't exactly one in canonical form. */
  public static Optional<Map<String, Object>> object(byte[] canonical) {
    if (!new CanonicalScan().isObject(canonical)) {
      return Optional.empty();
    }
    return Optional.of(new CanonicalReader(new String(canonical, StandardCharsets.UTF_8)).object());
  }

  /** The text that a quoted one stands for, which was found canonical. */
  static String text(String quoted) {
    return new CanonicalReader(quoted).string();
  }

  private Object value() {
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Optional.empty());
      default -> number();
    };
  }

  private Object word(String word, Object meaning) {
    at += word.length();
    return meaning;
  }

  private Map<String, Object> object() {
    var members = new LinkedHashMap<String, Object>();
    at++;
    while (text.charAt(at) != '}') {
      at += text.charAt(at) == ',' ? 1 : 0;
      var key = string();
      at++; // the colon
      members.put(key, value());
    }
    at++;
    return members;
  }

  private List<Object> array() {
    var elements = new ArrayList<Object>();
    at++;
    while (text.charAt(at) != ']') {
      at += text.charAt(at) == ',' ? 1 : 0;
      elements.add(value());
    }
    at++;
    return elements;
  }

  private long number() {
    int begin = at;
    while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return Long.parseLong(text.substring(begin, at));
  }

  private String string() {
    var read = new StringBuilder();
    at++;
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      read.append(c == '\\' ? escaped() : c);
    }
    at++;
    return read.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> c;
    };
  }
}
