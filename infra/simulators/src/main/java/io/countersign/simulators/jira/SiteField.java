package io.countersign.simulators.jira;

import java.util.List;

/**
 * A field that issues have.
 *
 * @param id such as {@code priority} or {@code customfield_10101}
 * @param type as Jira's schemas name it: {@code string}, {@code doc} for one with formatted text,
 *     {@code user}, {@code array}, {@code option}, {@code number}
 * @param values that it takes, by name; empty where it takes any
 */
public record SiteField(String id, String name, String type, List<String> values) {
  boolean isCustom() {
    return id.startsWith("customfield_");
  }
}
