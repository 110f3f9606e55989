package io.countersign.verifier.record;

import java.nio.charset.StandardCharsets;

/**
 * Tells whether bytes are exactly one object of canonical JSON by RFC 8785, numbers being whole and
 * within +-(2^53-1): so nothing can hide beside it, and nothing can be said in a second way. Makes
 * no object while keys are plain ASCII, since it reads every event. For one thread at a time.
 */
public final class CanonicalScan {
  private static final int DEEPEST = 64;
  private static final long MAX_SAFE = (1L << 53) - 1;
  private static final int NO = -1;

  private byte[] bytes = {};
  private int end;

  public boolean isObject(byte[] text) {
    return isObject(text, 0, text.length);
  }

  public boolean isObject(byte[] text, int from, int to) {
    bytes = text;
    end = to;
    return from < to && text[from] == '{' && object(from, 0) == to;
  }

  /** Each of these answers the place after what it read, or {@link #NO}. */
  private int value(int at, int depth) {
    if (at >= end || depth > DEEPEST) {
      return NO;
    }
    return switch (bytes[at]) {
      case '{' -> object(at, depth);
      case '[' -> array(at, depth);
      case '"' -> string(at);
      case 't' -> word(at, "true");
      case 'f' -> word(at, "false");
      case 'n' -> word(at, "null");
      default -> number(at);
    };
  }

  private int object(int begin, int depth) {
    int at = begin + 1;
    if (is(at, '}')) {
      return at + 1;
    }
    int before = NO;
    int beforeEnd = NO;
    while (true) {
      int keyEnd = is(at, '"') ? string(at) : NO;
      if (keyEnd == NO
          || !is(keyEnd, ':')
          || (before != NO && !less(before, beforeEnd, at, keyEnd))) {
        return NO;
      }
      before = at;
      beforeEnd = keyEnd;
      at = value(keyEnd + 1, depth + 1);
      if (at == NO || is(at, '}')) {
        return at == NO ? NO : at + 1;
      }
      if (!is(at, ',')) {
        return NO;
      }
      at++;
    }
  }

  private int array(int begin, int depth) {
    int at = begin + 1;
    if (is(at, ']')) {
      return at + 1;
    }
    while (true) {
      at = value(at, depth + 1);
      if (at == NO || is(at, ']')) {
        return at == NO ? NO : at + 1;
      }
      if (!is(at, ',')) {
        return NO;
      }
      at++;
    }
  }

  private boolean is(int at, char c) {
    return at < end && bytes[at] == c;
  }

  private int word(int at, String word) {
    int length = word.length();
    for (int i = 0; i < length; i++) {
      if (!is(at + i, word.charAt(i))) {
        return NO;
      }
    }
    return at + length;
  }

  private int number(int begin) {
    int at = is(begin, '-') ? begin + 1 : begin;
    int digits = at;
    long number = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      number = number * 10 + (bytes[at++] - '0');
      if (number > MAX_SAFE) {
        return NO;
      }
    }
    boolean zero = at > digits && bytes[digits] == '0';
    return at == digits || (zero && (at > digits + 1 || digits > begin)) ? NO : at;
  }

  private int string(int begin) {
    int at = begin + 1;
    while (at < end) {
      int c = bytes[at];
      if (c == '"') {
        return at + 1;
      }
      if (c >= 0 && c != '\\') {
        at = c < ' ' ? NO : at + 1;
      } else {
        at = c == '\\' ? escape(at + 1) : character(at);
      }
      if (at == NO) {
        return NO;
      }
    }
    return NO;
  }

  private int escape(int at) {
    if (at >= end) {
      return NO;
    }
    return switch (bytes[at]) {
      case '"', '\\', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> control(at + 1);
      default -> NO;
    };
  }

  /** The four digits of a control character that has no shorter form. */
  private int control(int at) {
    if (!is(at, '0')
        || !is(at + 1, '0')
        || (!is(at + 2, '0') && !is(at + 2, '1'))
        || at + 4 > end) {
      return NO;
    }
    int last = hex(bytes[at + 3]);
    boolean shorter =
        bytes[at + 2] == '0' && last >= 8 && last <= 13 && last != 11; // b, t, n, f, r
    return last == NO || shorter ? NO : at + 4;
  }

  private static int hex(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : NO;
  }

  /**
   * A character of several bytes in UTF-8: the shortest form, no surrogate, none beyond Unicode.
   */
  private int character(int at) {
    int first = bytes[at] & 0xff;
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > end) {
      return NO;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return NO;
      }
    }
    int second = bytes[at + 1] & 0xff;
    boolean wrong =
        (first == 0xe0 && second < 0xa0)
            || (first == 0xed && second > 0x9f)
            || (first == 0xf0 && second < 0x90)
            || (first == 0xf4 && second > 0x8f);
    return wrong ? NO : at + length;
  }

  /** Keys go up by their UTF-16 units; of two that are plain ASCII the bytes tell it. */
  private boolean less(int a, int aEnd, int b, int bEnd) {
    int i = a + 1;
    int j = b + 1;
    while (plain(i, aEnd) && plain(j, bEnd) && bytes[i] == bytes[j]) {
      i++;
      j++;
    }
    boolean aOver = i == aEnd - 1;
    boolean bOver = j == bEnd - 1;
    if ((aOver || plain(i, aEnd)) && (bOver || plain(j, bEnd))) {
      return aOver ? !bOver : !bOver && bytes[i] < bytes[j];
    }
    return decoded(a, aEnd).compareTo(decoded(b, bEnd)) < 0;
  }

  private boolean plain(int at, int keyEnd) {
    return at < keyEnd - 1 && bytes[at] > 0 && bytes[at] != '\\';
  }

  private String decoded(int from, int to) {
    return CanonicalReader.text(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }
}
