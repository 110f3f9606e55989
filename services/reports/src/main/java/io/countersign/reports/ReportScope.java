package io.countersign.reports;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The entities that a report is about, as patterns of their ids: {@code service/production/orders},
 * or with {@code *} for any part, as in {@code &#42;/production/&#42;}. No pattern: everything.
 */
public record ReportScope(List<String> patterns) {
  public static final ReportScope ALL = new ReportScope(List.of());

  private static final Pattern FORM = Pattern.compile("[^/]{1,200}/[^/]{1,200}/[^/]{1,200}");

  public ReportScope {
    patterns = patterns.stream().sorted().distinct().toList();
    for (var pattern : patterns) {
      if (!FORM.matcher(pattern).matches()) {
        throw new IllegalArgumentException("not kind/environment/name: " + pattern);
      }
    }
  }

  /** Whether it leaves something out. */
  public boolean isPartial() {
    return !patterns.isEmpty();
  }

  public boolean covers(String entity) {
    return !isPartial() || patterns.stream().anyMatch(it -> fits(it, entity));
  }

  /** Whether any of them is in it; what is about no entity is in the whole scope only. */
  public boolean coversAny(Collection<String> entities) {
    return !isPartial() || entities.stream().anyMatch(this::covers);
  }

  private static boolean fits(String pattern, String entity) {
    var wanted = pattern.split("/", 3);
    var given = entity.split("/", 3);
    if (given.length != wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].equals("*") && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }

  /** In words. */
  public String text() {
    return isPartial() ? String.join(", ", patterns) : "everything";
  }
}
