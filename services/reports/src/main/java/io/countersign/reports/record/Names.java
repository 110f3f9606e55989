package io.countersign.reports.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that come again and again, each kept once. */
public final class Names {
  private static final int MOST = 200_000;

  private final Map<String, String> known = new HashMap<>();

  public String of(String text) {
    if (known.size() >= MOST) {
      known.clear();
    }
    var before = known.putIfAbsent(text, text);
    return before == null ? text : before;
  }

  public @Nullable String ofNullable(@Nullable String text) {
    return text == null ? null : of(text);
  }

  public List<String> of(List<String> texts) {
    return texts.isEmpty() ? List.of() : texts.stream().map(this::of).toList();
  }
}
