package io.countersign.ledger.access;

import io.countersign.domain.access.Scope;
import io.countersign.domain.access.Sight;
import io.countersign.ledger.codec.DomainJson;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The condition of a list by which it shows what somebody may see, and nothing else. */
public final class SightCondition {
  private static final String WITHIN =
      """
      exists (
        select from jsonb_to_recordset(?::jsonb) as s (team text, environment text, service text),
          (%s) as seen (entity)
        where (s.environment is null or s.environment = split_part(seen.entity, '/', 2))
          and (s.service is null
            or seen.entity = 'service/' || split_part(seen.entity, '/', 2) || '/' || s.service)
          and (s.team is null or exists (
            select from catalog_entity c
            where c.entity = seen.entity and c.declared::json ->> 'owner' = s.team)))\
      """;

  private SightCondition() {}

  /**
   * @param entities a query of those that something is about: one of them in sight is enough
   */
  public static String of(String entities) {
    return WITHIN.formatted(entities);
  }

  /** The condition's value; null where there is nothing that couldn't be seen. */
  public static @Nullable String value(Sight sight) {
    return sight.isEverything()
        ? null
        : DomainJson.write(
            sight.scopes().stream().sorted(Comparator.comparing(Scope::toString)).toList());
  }
}
