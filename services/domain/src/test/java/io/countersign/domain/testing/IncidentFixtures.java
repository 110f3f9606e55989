package io.countersign.domain.testing;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ProbeReading;
import java.util.List;

/** Alerts, claims and diagnoses of one shop. */
public final class IncidentFixtures {
  public static final IncidentAlert ERRORS = alert("shop", "errors");
  public static final IncidentAlert LATENCY = alert("shop", "latency");
  public static final IncidentId INCIDENT = IncidentId.of(ERRORS.alert());
  public static final IncidentId OLDER = IncidentId.of(alert("other", "errors").alert());
  public static final AlertTie TIE = new AlertTie("same-entity", 90, "both are about shop");

  private IncidentFixtures() {}

  public static IncidentAlert alert(String service, String signal) {
    return alert(CatalogFixtures.service(service), signal);
  }

  public static IncidentAlert alert(EntityId entity, String signal) {
    var began = Contexts.after(-10);
    var id = AlertId.of("am", entity + signal, began);
    return new IncidentAlert(id, entity, "Alert", Severity.CRITICAL, signal, began);
  }

  /** The same alert, begun at another time. */
  public static IncidentAlert began(IncidentAlert alert, long seconds) {
    var began = Contexts.after(seconds);
    var id = AlertId.of("am", alert.entity() + alert.signal(), began);
    return new IncidentAlert(
        id, alert.entity(), alert.name(), alert.severity(), alert.signal(), began);
  }

  public static Claim claim(String id) {
    return claim(id, "prometheus", "up", "up is 1");
  }

  public static Claim claim(String id, String source, String query, String statement) {
    return new Claim(
        id, source, query, Contexts.after(-60), Contexts.T0, 5, Digest.ofJson(id), statement);
  }

  public static Cause cause(String... claims) {
    var reason = new Cause.Reason("it fails", 50, List.of(claims));
    return new Cause(ERRORS.entity(), Cause.Kind.RELEASE, "CHG-1", "1.5.0", 50, List.of(reason));
  }

  public static Diagnosis diagnosis(int number, int revision) {
    return diagnosis(number, revision, List.of(cause("c1")), List.of(claim("c1")));
  }

  public static Diagnosis diagnosis(
      int number, int revision, List<Cause> causes, List<Claim> claims) {
    return new Diagnosis(number, revision, "rules", true, causes, claims, List.of());
  }

  public static BlobRef blob(String content) {
    return new BlobRef(Digest.ofJson(content), content.length(), "text/plain");
  }

  public static ProbeReading reading(boolean holds) {
    return new ProbeReading("errors", "0", holds, Contexts.T0, claim("r1"));
  }
}
