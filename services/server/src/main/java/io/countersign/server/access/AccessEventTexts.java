package io.countersign.server.access;

import io.countersign.domain.access.AccessEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The texts of what happens to principals. */
@Component
final class AccessEventTexts implements EventTexts<AccessEvent> {
  @Override
  public Class<AccessEvent> vocabulary() {
    return AccessEvent.class;
  }

  @Override
  public String text(AccessEvent event) {
    var who = event.principal().value();
    return switch (event) {
      case AccessEvent.PrincipalRegistered e ->
          Phrases.plain(e.kind()) + " " + who + " registered with " + Phrases.roles(e.roles());
      case AccessEvent.RoleGranted e -> who + " was granted " + Phrases.plain(e.role());
      case AccessEvent.RoleRevoked e -> who + " lost " + Phrases.plain(e.role());
      case AccessEvent.GrantGiven e -> who + " was granted " + GrantTexts.grant(e.grant());
      case AccessEvent.GrantRevoked e -> who + " lost the grant " + e.grant();
      case AccessEvent.PrincipalDisabled e -> who + " was disabled: " + e.reason();
      case AccessEvent.PasswordChanged _ -> who + " has a new password";
      case AccessEvent.SessionOpened e -> who + " logged in until " + Phrases.time(e.expiresAt());
      case AccessEvent.SessionClosed _ -> who + " logged out";
      case AccessEvent.PasswordResetIssued e ->
          who + " is to choose a password until " + Phrases.time(e.expiresAt());
      case AccessEvent.AdministratorRecovered _ ->
          "Whoever can start the server was let in as " + who;
      case AccessEvent.BootstrapEnded _ ->
          "There are two administrators: from now on some changes take two persons";
      case AccessEvent.LockedOut e ->
          who + " is locked out" + from(e.source()) + " until " + Phrases.time(e.until());
      case AccessEvent.SprayingNoticed e ->
          "Failed logins of " + e.names() + " names came from " + e.source();
      case AccessEvent.TokenIssued e -> "Token " + e.token() + " was issued to " + who;
      case AccessEvent.TokenRevoked e -> "Token " + e.token() + " of " + who + " was revoked";
      case AccessEvent.KillSwitchSet e -> halt(e) + ": " + e.reason();
      case AccessEvent.MaintenanceOrdered e ->
          who + " ordered " + Phrases.plain(e.work()) + Phrases.reason(e.subject());
      case AccessEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }

  private static String halt(AccessEvent.KillSwitchSet e) {
    var part = e.scope() == null ? "" : " " + e.scope().inWords();
    return e.on()
        ? part.isEmpty() ? "All execution halted" : "Execution halted" + part
        : "Execution may go on" + part;
  }

  private static String from(@Nullable String source) {
    return source == null ? "" : " for " + source;
  }
}
