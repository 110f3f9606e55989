package io.countersign.ledger.log;

import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last head that counts by the rule in force: where witnesses are needed, one that was
 * published by their quorum.
 *
 * @param size up to which position it reaches; 0 before the first
 * @param quorum the rule, in words; {@code none} where nobody else has to cosign
 * @param at when it was made; null before the first
 */
public record PublicationStanding(long size, String quorum, @Nullable Instant at) {
  private static final String STANDING =
      """
      select p.quorum || case when p.confirmed then '' else ' (not heard since the start)' end
        as quorum, coalesce(c.size, 0) as size, c.created_at
      from log_publication p left join log_checkpoint c on p.confirmed and c.size =
        case when p.quorum = 'none' then (select max(size) from log_checkpoint where published)
             else (select max(size) from log_quorum) end\
      """;

  public static PublicationStanding of(SqlConnection sql) {
    return sql.first(
            STANDING,
            row ->
                new PublicationStanding(
                    row.longValue("size"), row.text("quorum"), row.instantOrNull("created_at")))
        .orElseThrow();
  }
}
