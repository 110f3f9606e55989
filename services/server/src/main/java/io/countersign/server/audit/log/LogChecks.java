package io.countersign.server.audit.log;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.ledger.audit.AuditTrail;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.server.automation.DoctorChecks;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** The doctor's check of the log. */
@Component
final class LogChecks implements DoctorChecks {
  private final ProvableRecord record;
  private final AuditTrail trail;
  private final InstantSource clock;

  LogChecks(ProvableRecord record, AuditTrail trail, InstantSource clock) {
    this.record = record;
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  public List<Check> all() {
    return List.of(new Check("ledger", "provable log", this::health));
  }

  private ConnectionHealth health() {
    var progress = record.progress();
    return LogHealth.of(progress, trail.recordedAt(progress.published() + 1), clock.instant());
  }
}
