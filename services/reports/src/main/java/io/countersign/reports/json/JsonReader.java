package io.countersign.reports.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads one JSON object of the record's profile: objects, arrays, text, booleans and integers
 * within +-(2^53-1). Duplicate members, floating point, null, lone surrogates, bytes that aren't
 * UTF-8, white space and what follows the object are refused. It doesn't check that members are
 * sorted: that the bytes are canonical, the proof says.
 */
public final class JsonReader {
  private static final long MOST = (1L << 53) - 1;
  private static final int DEEPEST = 40;
  private static final int LONGEST_NUMBER = 16;

  private final byte[] bytes;
  private int at;

  private JsonReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws JsonRefusal when it isn't one such object
   */
  public static JsonMembers read(byte[] bytes) throws JsonRefusal {
    var reader = new JsonReader(bytes);
    var value = reader.value(0);
    if (reader.at != bytes.length) {
      throw reader.refusal("something follows");
    }
    if (!(value instanceof LinkedHashMap<?, ?>)) {
      throw reader.refusal("not an object");
    }
    return JsonMembers.of(value);
  }

  private Object value(int depth) throws JsonRefusal {
    if (depth > DEEPEST) {
      throw refusal("deeper than " + DEEPEST);
    }
    int first = peek();
    return switch (first) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> text();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private LinkedHashMap<String, Object> object(int depth) throws JsonRefusal {
    var members = new LinkedHashMap<String, Object>();
    at++;
    if (taken('}')) {
      return members;
    }
    do {
      var name = text();
      take(':');
      if (members.put(name, value(depth + 1)) != null) {
        throw refusal("twice the same member");
      }
    } while (taken(','));
    take('}');
    return members;
  }

  private List<Object> array(int depth) throws JsonRefusal {
    var items = new ArrayList<Object>();
    at++;
    if (taken(']')) {
      return items;
    }
    do {
      items.add(value(depth + 1));
    } while (taken(','));
    take(']');
    return items;
  }

  private Boolean word(String word, boolean value) throws JsonRefusal {
    for (int i = 0; i < word.length(); i++) {
      take(word.charAt(i));
    }
    return value;
  }

  private Long number() throws JsonRefusal {
    int begin = at;
    boolean negative = taken('-');
    int digits = at;
    long value = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - digits <= 16) {
      value = value * 10 + bytes[at++] - '0';
    }
    int length = at - digits;
    boolean padded = (length > 1 && bytes[digits] == '0') || (negative && value == 0);
    if (length == 0 || length > LONGEST_NUMBER || padded || value > MOST) {
      at = begin;
      throw refusal("not an integer of the profile");
    }
    return negative ? -value : value;
  }

  private String text() throws JsonRefusal {
    take('"');
    int begin = at;
    while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\' && bytes[at] >= ' ') {
      at++;
    }
    if (at < bytes.length && bytes[at] == '"') {
      return new String(bytes, begin, at++ - begin, StandardCharsets.ISO_8859_1);
    }
    return escaped(begin);
  }

  /** Text with something besides plain ASCII. */
  private String escaped(int begin) throws JsonRefusal {
    var out = new StringBuilder();
    int plain = begin;
    while (true) {
      int b = peek();
      if (b == '"' || b == '\\') {
        out.append(utf8(plain, at++));
        if (b == '"') {
          return checked(out);
        }
        out.append(escape());
        plain = at;
      } else if (b >= 0 && b < ' ') {
        throw refusal("a control character");
      } else {
        at++;
      }
    }
  }

  private char escape() throws JsonRefusal {
    int b = peek();
    at++;
    return switch (b) {
      case '"', '\\', '/' -> (char) b;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw refusal("not an escape");
    };
  }

  private char unicode() throws JsonRefusal {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw refusal("not four hex digits");
      }
      value = value << 4 | digit;
      at++;
    }
    return (char) value;
  }

  private String utf8(int from, int to) throws JsonRefusal {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException _) {
      throw refusal("not UTF-8");
    }
  }

  private String checked(StringBuilder text) throws JsonRefusal {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw refusal("a lone surrogate");
        }
        i++;
      }
    }
    return text.toString();
  }

  private int peek() throws JsonRefusal {
    if (at >= bytes.length) {
      throw refusal("ends too early");
    }
    return bytes[at];
  }

  private boolean taken(char expected) {
    boolean is = at < bytes.length && bytes[at] == expected;
    at += is ? 1 : 0;
    return is;
  }

  private void take(char expected) throws JsonRefusal {
    if (!taken(expected)) {
      throw refusal("no " + expected);
    }
  }

  private JsonRefusal refusal(String reason) {
    return new JsonRefusal(reason, at);
  }
}
