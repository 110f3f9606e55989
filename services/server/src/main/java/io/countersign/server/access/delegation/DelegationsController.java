package io.countersign.server.access.delegation;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationCommand.Delegate;
import io.countersign.domain.access.delegation.DelegationCommand.EndDelegation;
import io.countersign.domain.access.delegation.DelegationId;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.delegation.Delegations;
import io.countersign.server.access.PersonNamed;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own delegations: those that one gave, and those that one was given. */
@RestController
@RequestMapping("/api/v1/delegations")
class DelegationsController {
  private static final int LONGEST = 200;

  /**
   * One delegation in effect.
   *
   * @param scope over what, in words
   * @param outOfOffice whether who gave it is out of office until then
   */
  record DelegationItem(
      String delegation,
      String from,
      @Nullable String fromName,
      String to,
      @Nullable String toName,
      String scope,
      Instant until,
      boolean outOfOffice) {}

  /**
   * A delegation to give.
   *
   * @param to a login name
   * @param outOfOffice whether one's own approvals don't count meanwhile
   */
  record NewDelegation(
      @Nullable String to,
      @Nullable String until,
      @Nullable String team,
      @Nullable String environment,
      @Nullable String service,
      @Nullable String actionClass,
      @Nullable Boolean outOfOffice) {}

  private final Delegations delegations;
  private final Directory directory;
  private final CommandSender commands;
  private final PrincipalNames names;

  DelegationsController(
      Delegations delegations, Directory directory, CommandSender commands, PrincipalNames names) {
    this.delegations = delegations;
    this.directory = directory;
    this.commands = commands;
    this.names = names;
  }

  @GetMapping
  Listed<DelegationItem> list(Origin origin) {
    var lookup = names.lookup();
    var items =
        delegations.of(origin.caller().id(), origin.at()).stream()
            .map(it -> item(it, lookup))
            .toList();
    return new Listed<>(items, null);
  }

  @PostMapping
  CommandSender.Written give(@RequestBody NewDelegation body, Origin origin) {
    var login = ParameterParsing.text("to", body.to(), LONGEST);
    var until = ParameterParsing.instant("/until", body.until());
    if (until == null) {
      throw RefusedException.badRequest("/until", "is missing");
    }
    boolean absent = Boolean.TRUE.equals(body.outOfOffice());
    var id = DelegationId.of(origin.request());
    var scope = scope(body);
    return PersonNamed.of(login, directory)
        .send(to -> new Delegate(id, to, scope, until, absent), commands, origin.context(null));
  }

  @DeleteMapping("/{delegation}")
  CommandSender.Written end(@PathVariable String delegation, Origin origin) {
    var id = ParameterParsing.id(delegation, DelegationId::new, RefusalCode.UNKNOWN_DELEGATION);
    return commands.send(new EndDelegation(id), origin.context(null));
  }

  private static Scope scope(NewDelegation body) {
    return new Scope(
        ParameterParsing.word("team", body.team(), LONGEST),
        ParameterParsing.word("environment", body.environment(), LONGEST),
        ParameterParsing.word("service", body.service(), LONGEST),
        ParameterParsing.word("actionClass", body.actionClass(), LONGEST));
  }

  private static DelegationItem item(Delegation it, PrincipalNames.Lookup names) {
    return new DelegationItem(
        it.id().value(),
        it.from().value(),
        names.of(it.from().value()),
        it.to().value(),
        names.of(it.to().value()),
        words(it.scope()),
        it.until(),
        it.absent());
  }

  private static String words(Scope scope) {
    var words =
        Stream.of(
                named("team", scope.team()),
                named("environment", scope.environment()),
                named("service", scope.service()),
                named("action", scope.actionClass()))
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? "everywhere" : words;
  }

  private static String named(String name, @Nullable String value) {
    return value == null ? "" : name + "=" + value;
  }
}
