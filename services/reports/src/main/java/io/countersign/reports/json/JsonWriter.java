package io.countersign.reports.json;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes canonical JSON (RFC 8785) as it comes, without holding it: whoever names members out of
 * their order is told so.
 */
public final class JsonWriter implements Flushable {
  private static final int ENOUGH = 1 << 13;

  private final OutputStream out;
  private final StringBuilder buffer = new StringBuilder(2 * ENOUGH);
  private final Deque<Level> levels = new ArrayDeque<>();
  private boolean named;

  private static final class Level {
    boolean begun;
    @Nullable String last;
  }

  /** A part that writes itself. */
  @FunctionalInterface
  public interface Part {
    void write(JsonWriter json) throws IOException;
  }

  public JsonWriter(OutputStream out) {
    this.out = out;
  }

  public void object(Part members) throws IOException {
    nest('{', members, '}');
  }

  public void array(Part items) throws IOException {
    nest('[', items, ']');
  }

  private void nest(char begin, Part inner, char end) throws IOException {
    separate();
    buffer.append(begin);
    levels.push(new Level());
    inner.write(this);
    levels.pop();
    buffer.append(end);
    drain(ENOUGH);
  }

  /** Names the member whose value comes next. */
  public JsonWriter name(String name) {
    var level = levels.getFirst();
    if (level.last != null && level.last.compareTo(name) >= 0) {
      throw new IllegalStateException(name + " after " + level.last);
    }
    separate();
    level.last = name;
    quote(name);
    buffer.append(':');
    named = true;
    return this;
  }

  public void member(String name, String value) throws IOException {
    name(name).text(value);
  }

  public void member(String name, long value) throws IOException {
    name(name).number(value);
  }

  public void member(String name, boolean value) throws IOException {
    name(name).flag(value);
  }

  public void member(String name, Part object) throws IOException {
    name(name).object(object);
  }

  public void items(String name, Part items) throws IOException {
    name(name).array(items);
  }

  public void texts(String name, Collection<String> texts) throws IOException {
    name(name)
        .array(
            json -> {
              for (var text : texts) {
                json.text(text);
              }
            });
  }

  public void text(String value) throws IOException {
    separate();
    quote(value);
    drain(ENOUGH);
  }

  public void number(long value) throws IOException {
    separate();
    buffer.append(value);
    drain(ENOUGH);
  }

  public void flag(boolean value) throws IOException {
    separate();
    buffer.append(value);
    drain(ENOUGH);
  }

  /** A tree of maps, collections, texts, booleans and integers; maps in any order. */
  public void tree(Object value) throws IOException {
    switch (value) {
      case Map<?, ?> map ->
          object(
              json -> {
                var sorted = new TreeMap<String, Object>();
                map.forEach((name, member) -> sorted.put((String) name, member));
                for (var member : sorted.entrySet()) {
                  json.name(member.getKey()).tree(member.getValue());
                }
              });
      case Collection<?> items ->
          array(
              json -> {
                for (var item : items) {
                  json.tree(item);
                }
              });
      case String text -> text(text);
      case Boolean flag -> flag(flag);
      case Long number -> number(number);
      case Integer number -> number(number);
      default -> throw new IllegalArgumentException("not canonical: " + value.getClass());
    }
  }

  private void separate() {
    if (named) {
      named = false;
      return;
    }
    var level = levels.peek();
    if (level == null) {
      return;
    }
    if (level.begun) {
      buffer.append(',');
    }
    level.begun = true;
  }

  private void quote(String text) {
    buffer.append('"');
    for (int i = 0; i < text.length(); i++) {
      quote(text.charAt(i));
    }
    buffer.append('"');
  }

  private void quote(char c) {
    switch (c) {
      case '"', '\\' -> buffer.append('\\').append(c);
      case '\b' -> buffer.append("\\b");
      case '\f' -> buffer.append("\\f");
      case '\n' -> buffer.append("\\n");
      case '\r' -> buffer.append("\\r");
      case '\t' -> buffer.append("\\t");
      default -> {
        if (c < ' ') {
          buffer.append("\\u00").append(c < 16 ? '0' : '1').append(Character.forDigit(c & 15, 16));
        } else {
          buffer.append(c);
        }
      }
    }
  }

  /** What is written goes out once it's so much; it never ends amid a character. */
  private void drain(int least) throws IOException {
    if (buffer.length() >= least) {
      out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
      buffer.setLength(0);
    }
  }

  @Override
  public void flush() throws IOException {
    drain(1);
    out.flush();
  }
}
