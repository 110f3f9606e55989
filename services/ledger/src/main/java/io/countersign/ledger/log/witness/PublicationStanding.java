package io.countersign.ledger.log.witness;

import io.countersign.domain.audit.RollbackFacts.Claim;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last head that counts by the rule in force: where witnesses are needed, one that was
 * published by their quorum.
 *
 * @param size up to which position it reaches; 0 before the first
 * @param agreed whether this server's own rule is the one in force: if it isn't no head counts here
 * @param quorum the rule, in words; {@code none} where nobody else has to cosign
 * @param at when it was made; null before the first
 */
public record PublicationStanding(long size, boolean agreed, String quorum, @Nullable Instant at) {
  /**
   * Where the log's own tree was once larger than the record, no head counts any more, accepted or
   * not: what stands at those positions now isn't what the heads are of.
   */
  private static final String STANDING =
      """
      select p.quorum || case
          when r.lost then ' (the record lacks what was in its log)'
          when p.quorum <> r.own then
            ' where heads are published, ' || r.own || ' here (servers disagree about the witnesses)'
          when p.confirmed then '' else ' (not heard since the start)' end as quorum,
        p.quorum = r.own as agreed, coalesce(c.size, 0) as size, c.created_at
      from log_publication p
      cross join lateral (
        select cast(? as text) as own, exists (select from log_contradiction where witness = ?)
          or s.size > (select coalesce(max(global_index), 0) from event) as lost
        from log_state s) r
      left join log_checkpoint c on p.confirmed and p.quorum = r.own and not r.lost and c.size =
        case when p.quorum = 'none' then (select max(size) from log_checkpoint where published)
             else (select max(size) from log_quorum) end\
      """;

  /**
   * @param quorum this server's own rule, in words
   */
  public static PublicationStanding of(String quorum, SqlConnection sql) {
    return sql.first(
            STANDING,
            row ->
                new PublicationStanding(
                    row.longValue("size"),
                    row.flag("agreed"),
                    row.text("quorum"),
                    row.instantOrNull("created_at")),
            quorum,
            Claim.OWN_TREE)
        .orElseThrow();
  }
}
