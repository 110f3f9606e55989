package io.countersign.connectors.intake.json;

import java.nio.CharBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The search for entries in a text that is no well-formed JSON as a whole. From the head of a list
 * on, every object behind a comma is one, unless it stands inside another: where one can't be read
 * to its end, the search goes on right behind its beginning. So what is broken costs no sibling.
 */
final class EntrySearch {
  /** Stands before what follows a well-formed entry. */
  private static final char ENTRY = '\uffff';

  private final char[] text;
  private final Matcher head;
  private final SearchPrice price;
  private final FoundEntries found = new FoundEntries();
  private String list = "";
  private char before = ',';
  private boolean ended;
  private int heads;
  private int end;
  private OptionalInt leftFrom = OptionalInt.empty();

  private EntrySearch(char[] text, List<String> lists) {
    this.text = text;
    this.price = new SearchPrice(text.length);
    var names = lists.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    this.head =
        Pattern.compile("\"(" + names + ")\"\\s*+:\\s*+(?:\\[|(?=\\{))")
            .matcher(CharBuffer.wrap(text));
  }

  /**
   * @param lists their names; a list without one is the first
   */
  static EntrySearch in(char[] text, List<String> lists) {
    var search = new EntrySearch(text, lists);
    int at = 0;
    while (at < text.length && Character.isWhitespace(text[at])) {
      at++;
    }
    if (at < text.length && text[at] == '[') {
      search.list = lists.getFirst();
      at++;
    }
    while (at < text.length) {
      at = search.step(at);
    }
    return search;
  }

  FoundEntries found() {
    return found;
  }

  /** How many lists begin. */
  int heads() {
    return heads;
  }

  /** Where the last well-formed entry ends. */
  int end() {
    return end;
  }

  /** From where on nothing was looked at, since so much before that is broken. */
  OptionalInt leftFrom() {
    return leftFrom;
  }

  /** Where to go on. */
  private int step(int at) {
    char c = text[at];
    if (c == '"' && head.region(at, text.length).lookingAt()) {
      heads++;
      list = head.group(1);
      before = ',';
      ended = false;
      return head.end();
    }
    if (c == '{' && before == ',' && !list.isEmpty()) {
      return entry(at);
    }
    ended |= c == ']' && before == ENTRY;
    before = Character.isWhitespace(c) ? before : c;
    return c == '"' && ended ? behindText(at) : at + 1;
  }

  private int entry(int start) {
    if (price.isSpent()) {
      leftFrom = OptionalInt.of(start);
      return text.length;
    }
    try (var parser = JsonParsers.lenient(text, start)) {
      boolean whole = isWhole(parser);
      int length = Math.toIntExact(parser.currentLocation().getCharOffset());
      if (whole) {
        price.whole();
      } else {
        price.broken(length);
      }
      found.add(list, start);
      before = whole ? ENTRY : '{';
      ended = false;
      end = whole ? start + length : end;
      return whole ? end : start + 1;
    }
  }

  private static boolean isWhole(JsonParser parser) {
    try {
      parser.nextToken();
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT;
    } catch (JacksonException _) {
      return false;
    }
  }

  private int behindText(int quote) {
    int at = quote + 1;
    while (at < text.length && text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
