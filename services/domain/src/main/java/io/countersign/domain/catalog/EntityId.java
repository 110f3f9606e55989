package io.countersign.domain.catalog;

import io.countersign.domain.TextRedaction;
import java.util.regex.Pattern;

/**
 * The id of an entity: kind, environment and name, all lower-case, as in {@code
 * service/rig/checkout-api}. Alerts, metric series, changes and executor targets find an entity by
 * the same three attributes. Ids are ordered as their texts are.
 */
public record EntityId(String kind, String environment, String name)
    implements Comparable<EntityId> {
  /** Of what names no environment; policy treats it as production. */
  public static final String UNKNOWN_ENVIRONMENT = "unknown";

  /** The kind of what a team runs for others. */
  public static final String SERVICE = "service";

  /** The kind of what only its callers measure: what answers there may be an entity of its own. */
  public static final String ENDPOINT = "endpoint";

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}");

  public EntityId {
    check(kind);
    check(environment);
    check(name);
  }

  public static EntityId service(String environment, String name) {
    return new EntityId(SERVICE, environment, name);
  }

  /**
   * @throws IllegalArgumentException when it isn't {@code kind/environment/name}
   */
  public static EntityId parse(String text) {
    var parts = text.split("/", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not an entity id (kind/environment/name): " + text);
    }
    return new EntityId(parts[0], parts[1], parts[2]);
  }

  /** Without what looks like a secret; itself where there is none. */
  public EntityId redacted() {
    return new EntityId(redacted(kind), redacted(environment), redacted(name));
  }

  private static String redacted(String part) {
    var open = TextRedaction.text(part).replace(TextRedaction.MARK, "redacted");
    return open.substring(0, Math.min(open.length(), 200));
  }

  private static void check(String part) {
    if (!PART.matcher(part).matches()) {
      throw new IllegalArgumentException("not a part of an entity id: " + part);
    }
  }

  @Override
  public int compareTo(EntityId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return kind + "/" + environment + "/" + name;
  }
}
