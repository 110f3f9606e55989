package io.countersign.connectors.alertmanager;

import io.countersign.domain.Digest;
import io.countersign.domain.alert.SourceGroup;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Alertmanager's name for a group: the route, a colon, and the labels that the group's alerts have
 * in common, such as <code>{}/{team="a"}:{alertname="Down", namespace="shop"}</code>.
 */
final class GroupKey {
  private static final int DIGITS = 32;
  private static final int MOST_LABELS = 16;
  private static final int LONGEST_LABEL = 100;
  private static final int LONGEST = 2048;
  private static final Pattern LABEL =
      Pattern.compile("(?:^|, ?)\"?([^\"={},]{1,100})\"?=\"(?:[^\"\\\\]++|\\\\.)*+\"");

  private GroupKey() {}

  /**
   * @param groupLabels the labels in common, as a member of its own; the key has them, too
   */
  static @Nullable SourceGroup group(String integration, String key, JsonNode groupLabels) {
    if (key.isEmpty()) {
      return null;
    }
    var names = new LinkedHashSet<>(groupLabels.propertyNames());
    if (names.isEmpty()) {
      names.addAll(labels(key));
    }
    var digest = Digest.ofJson(List.of("source-group", integration, key)).hex();
    return new SourceGroup(digest.substring(0, DIGITS), bounded(names));
  }

  private static Set<String> bounded(Set<String> names) {
    return names.stream()
        .filter(it -> it.length() <= LONGEST_LABEL)
        .sorted()
        .limit(MOST_LABELS)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Of a key that is too long for that, none. */
  private static Set<String> labels(String key) {
    int start = key.lastIndexOf(":{");
    if (start < 0 || key.length() > LONGEST) {
      return Set.of();
    }
    return LABEL
        .matcher(key.substring(start + 2))
        .results()
        .map(it -> it.group(1).strip())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
