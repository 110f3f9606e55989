package io.countersign.connectors.intake.json;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  /** As many as are taken of one delivery. */
  private static final int MOST = 10_000;

  /** Characters that may be looked at, for each of the text and in any case, before it's enough. */
  private static final int MOST_LOOKS = 4;

  private static final int ALWAYS = 1024 * 1024;

  /** What a look costs beyond them. */
  private static final int COST = 32;

  private static final int COST_OF_BROKEN = 256;

  /** Stands before what follows a well-formed entry. */
  private static final char ENTRY = '\uffff';

  /**
   * @param start of its first character
   * @param whole whether it's well-formed
   */
  record Found(String list, int start, boolean whole) {}

  private final char[] text;
  private final Matcher head;
  private final List<Found> found = new ArrayList<>();
  private final Map<String, Integer> entries = new HashMap<>();
  private String list = "";
  private char before = ',';
  private boolean ended;
  private int heads;
  private int end;
  private long cost;

  private EntrySearch(char[] text, List<String> lists) {
    this.text = text;
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

  /** The first ones, in the text's order. */
  List<Found> found() {
    return found;
  }

  /** How many there are, by list. */
  Map<String, Integer> entries() {
    return entries;
  }

  /** How many lists begin. */
  int heads() {
    return heads;
  }

  /** Where the last well-formed entry ends. */
  int end() {
    return end;
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
    if (cost > ALWAYS + (long) MOST_LOOKS * text.length) {
      add(new Found(list, start, false));
      return text.length;
    }
    try (var parser = JsonParsers.lenient(text, start)) {
      boolean whole = isWhole(parser);
      int length = Math.toIntExact(parser.currentLocation().getCharOffset());
      cost += whole ? COST : length + COST_OF_BROKEN;
      add(new Found(list, start, whole));
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

  private void add(Found one) {
    entries.merge(one.list(), 1, Integer::sum);
    if (found.size() < MOST) {
      found.add(one);
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
