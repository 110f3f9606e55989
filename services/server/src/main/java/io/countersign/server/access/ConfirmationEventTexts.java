package io.countersign.server.access;

import io.countersign.domain.access.confirmation.ConfirmationEvent;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of changes that take two persons. */
@Component
final class ConfirmationEventTexts implements EventTexts<ConfirmationEvent> {
  @Override
  public Class<ConfirmationEvent> vocabulary() {
    return ConfirmationEvent.class;
  }

  @Override
  public String text(ConfirmationEvent event) {
    return switch (event) {
      case ConfirmationEvent.ChangeProposed e ->
          e.proposer()
              + " proposed "
              + what(e.subject())
              + "; it may be confirmed until "
              + Phrases.time(e.expiresAt());
      case ConfirmationEvent.ChangeAdopted e ->
          e.adopter() + " stands for " + e.confirmation() + ", which a machine proposed";
      case ConfirmationEvent.ChangeConfirmed e -> e.confirmer() + " confirmed " + e.confirmation();
      case ConfirmationEvent.ChangeWithdrawn e -> e.by() + " withdrew " + e.confirmation();
      case ConfirmationEvent.ChangeCompleted e -> e.confirmation() + " was carried out";
      case ConfirmationEvent.ChangeFailed e ->
          e.confirmation() + " couldn't be carried out: " + e.reason();
      case ConfirmationEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }

  private static String what(ConfirmationSubject subject) {
    return switch (subject) {
      case ConfirmationSubject.RoleChange it ->
          it.grant().isEmpty()
              ? "to take " + Phrases.roles(it.revoke()) + " from " + it.principal()
              : "to grant " + it.principal() + " " + Phrases.roles(it.grant());
      case ConfirmationSubject.GrantAddition it ->
          "to grant " + it.holder() + " " + GrantTexts.grant(it.grant());
      case ConfirmationSubject.GrantRevocation it ->
          "to take the grant " + it.grant() + " from " + it.holder();
      case ConfirmationSubject.Membership it ->
          it.adding()
              ? "to make " + it.member() + " a member of " + it.group().name()
              : "to take " + it.member() + " out of " + it.group().name();
      case ConfirmationSubject.PasswordReset it -> "to reset the password of " + it.principal();
      case ConfirmationSubject.Disablement it -> "to disable " + it.principal();
      case ConfirmationSubject.KillSwitchRelease it ->
          "to go on with execution "
              + it.within().inWords()
              + ", halted since "
              + Phrases.time(it.haltedAt());
      case ConfirmationSubject.RunbookPromotion it ->
          "to carry out %s in %s without asking until %s"
              .formatted(it.runbook(), it.environment(), Phrases.time(it.until()));
      case ConfirmationSubject.CatalogReduction it -> it.count() + " reductions of the catalogue";
      case ConfirmationSubject.CalendarWidening it ->
          (it.definition() == null ? "to lift " : "to open more by ") + it.calendar();
    };
  }
}
