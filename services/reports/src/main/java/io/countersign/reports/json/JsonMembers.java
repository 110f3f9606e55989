package io.countersign.reports.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, asked for by type: what is absent, or of another type, is null or
 * empty. Older revisions of an event lack members that later ones have.
 */
public record JsonMembers(Map<String, Object> values) {
  public static final JsonMembers NONE = new JsonMembers(Map.of());

  public @Nullable String text(String name) {
    return values.get(name) instanceof String text ? text : null;
  }

  /** The text, or another where there is none. */
  public String text(String name, String otherwise) {
    return values.get(name) instanceof String text ? text : otherwise;
  }

  public @Nullable Long number(String name) {
    return values.get(name) instanceof Long number ? number : null;
  }

  public long number(String name, long otherwise) {
    return values.get(name) instanceof Long number ? number : otherwise;
  }

  public @Nullable Boolean flag(String name) {
    return values.get(name) instanceof Boolean flag ? flag : null;
  }

  public boolean is(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** An instant, where the text is one. */
  public @Nullable Instant instant(String name) {
    var text = text(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public JsonMembers object(String name) {
    return of(values.get(name));
  }

  public List<String> texts(String name) {
    return list(name).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .collect(Collectors.toList());
  }

  public List<JsonMembers> objects(String name) {
    return list(name).stream().filter(Map.class::isInstance).map(JsonMembers::of).toList();
  }

  private List<?> list(String name) {
    return values.get(name) instanceof List<?> list ? list : List.of();
  }

  /** The members of a value, none where it's no object. */
  @SuppressWarnings("unchecked") // the reader makes maps of texts and values alone
  static JsonMembers of(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new JsonMembers((Map<String, Object>) map) : NONE;
  }
}
