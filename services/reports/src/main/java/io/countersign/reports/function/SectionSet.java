package io.countersign.reports.function;

import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.access.AccessReview;
import io.countersign.reports.change.ApprovalRegister;
import io.countersign.reports.change.ChangeAccount;
import io.countersign.reports.change.ChangeRegister;
import io.countersign.reports.change.ChangeTraces;
import io.countersign.reports.drift.DriftRegister;
import io.countersign.reports.emergency.EmergencyRegister;
import io.countersign.reports.incident.IncidentRegister;
import io.countersign.reports.policy.PolicyRegister;
import io.countersign.reports.record.Catalogue;
import io.countersign.reports.record.ControlEvents;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.ReportSection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The sections that a report consists of; those about changes share what is known of them. */
final class SectionSet {
  private static final Set<ReportKind> OF_CHANGES =
      EnumSet.complementOf(EnumSet.of(ReportKind.ACCESS_REVIEW, ReportKind.POLICY_CHANGES));

  private final Catalogue catalogue = new Catalogue();
  private final ChangeTraces changes;
  private final boolean ofChanges;
  private final List<ReportSection> sections = new ArrayList<>();

  SectionSet(ReportParameters parameters, Set<ReportKind> kinds) {
    boolean spans = kinds.contains(ReportKind.UNAUTHORISED_CHANGES);
    changes = new ChangeTraces(parameters.leaves(), spans);
    ofChanges = kinds.stream().anyMatch(OF_CHANGES::contains);
    kinds.forEach(kind -> sections.add(section(kind, parameters)));
    sections.add(new ControlEvents(parameters));
  }

  private ReportSection section(ReportKind kind, ReportParameters parameters) {
    return switch (kind) {
      case CHANGE_REGISTER -> new ChangeRegister(parameters, changes);
      case APPROVALS -> new ApprovalRegister(changes);
      case ACCESS_REVIEW -> new AccessReview(parameters);
      case EMERGENCY_CHANGES -> new EmergencyRegister(parameters, changes);
      case INCIDENT_METRICS -> new IncidentRegister(parameters, changes);
      case POLICY_CHANGES -> new PolicyRegister(parameters);
      case UNAUTHORISED_CHANGES -> new DriftRegister(parameters, changes);
      case SOC2, ISO27001, PCI_DSS, NIST_800_53, DORA, SOX_ITGC ->
          throw new IllegalArgumentException("a pack consists of kinds: " + kind.label());
    };
  }

  void accept(LeafEvent event) {
    catalogue.accept(event);
    if (ofChanges) {
      changes.accept(event);
    }
    sections.forEach(it -> it.accept(event));
  }

  void conclude(ReportDraft draft) {
    if (ofChanges) {
      ChangeAccount.conclude(changes, draft);
    }
    sections.forEach(it -> it.conclude(draft));
  }

  Catalogue catalogue() {
    return catalogue;
  }
}
