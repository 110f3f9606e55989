package io.countersign.server.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand.IssueToken;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessCommand.RevokeToken;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RoleChange;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.TokenSecrets;
import io.countersign.server.access.confirmation.ProposedChanges;
import io.countersign.server.access.security.BearerToken;
import io.countersign.server.access.security.PrincipalIds;
import io.countersign.server.config.Configuration;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for services, each a principal of its own. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokensController {
  /**
   * @param integration the configured integration that it may deliver to; absent for any
   */
  record NewToken(
      @Nullable String name,
      @Nullable List<@Nullable String> roles,
      @Nullable String integration) {}

  /**
   * @param token its secret, shown this once
   * @param namesakes the ids of other tokens with this name, which go on being good
   * @param confirmation that its roles wait for: without them it's good for nothing; absent where
   *     it has them
   */
  record Issued(
      String token,
      String id,
      String principal,
      long position,
      List<String> namesakes,
      @Nullable String confirmation) {}

  /**
   * A token as it's listed. None ends by itself.
   *
   * @param createdAt absent where that wasn't kept yet
   * @param usedAt about when it was last shown; absent before the first time
   */
  record Token(
      String id,
      String name,
      String principal,
      boolean revoked,
      @Nullable String integration,
      Set<Role> roles,
      @Nullable Instant createdAt,
      @Nullable Instant usedAt) {}

  private final TokenSecrets secrets;

  private final CommandSender commands;
  private final Configuration configuration;
  private final PrincipalNames names;
  private final ProposedChanges proposals;

  TokensController(
      TokenSecrets secrets,
      CommandSender commands,
      Configuration configuration,
      PrincipalNames names,
      ProposedChanges proposals) {
    this.names = names;
    this.proposals = proposals;
    this.secrets = secrets;
    this.commands = commands;
    this.configuration = configuration;
  }

  @GetMapping
  Listed<Token> list() {
    return new Listed<>(secrets.all().stream().map(TokensController::token).toList(), null);
  }

  private static Token token(TokenSecrets.Token it) {
    var integration = it.integration();
    return new Token(
        it.token(),
        it.name(),
        it.principal().value(),
        it.revoked(),
        integration.isEmpty() ? null : integration,
        new TreeSet<>(it.roles()),
        it.createdAt(),
        it.usedAt());
  }

  /** Sent again with its key it's refused: the secret was told, and can't be told again. */
  @PostMapping
  Issued issue(@RequestBody NewToken body, Origin origin) {
    var name = ParameterParsing.name("name", body.name(), 200);
    if (names.isTakenFromServices(name)) {
      throw new RefusedException(
          RefusalCode.PRINCIPAL_EXISTS,
          "A person is called " + name + ", or it has the form of an id: no service can be.");
    }
    var integration = integration(body.integration());
    var roles = RoleNames.read("roles", body.roles());
    if (roles.isEmpty()) {
      throw RefusedException.badRequest("/roles", "must name at least one role");
    }
    var principal = PrincipalIds.service(origin.request());
    var bearer = BearerToken.issue(PrincipalIds.token(origin.request()));
    if (secrets.byId(bearer.id()).isPresent()) {
      throw new RefusedException(
          RefusalCode.PRINCIPAL_EXISTS, "This token was made before; its secret was told once.");
    }
    boolean alone = proposals.needNone();
    if (!alone) {
      possible(roles);
    }
    store(bearer, name);
    var receipts =
        commands.all(
            List.of(
                command(principal, alone ? roles : Set.of(), origin),
                new Submission.OfCommand(
                    new IssueToken(principal, bearer.id(), integration),
                    origin.context("token", null))));
    return new Issued(
        bearer.reveal(),
        bearer.id(),
        principal.value(),
        commands.position(receipts),
        namesakes(name, bearer.id()),
        alone ? null : proposed(principal, roles, origin));
  }

  /** Else nobody confirms in vain what its decider would refuse. */
  private static void possible(Set<Role> roles) {
    var rule = RoleRules.compatible(PrincipalKind.SERVICE, roles);
    if (!rule.kept()) {
      throw new RefusedException(rule.code(), rule.why());
    }
  }

  /** It reaches all of production. */
  private String proposed(PrincipalId principal, Set<Role> roles, Origin origin) {
    var change = new RoleChange(principal, roles, Set.of(), "");
    return proposals.propose(change, origin).confirmation().value();
  }

  private List<String> namesakes(String name, String id) {
    return secrets.named(name).stream()
        .filter(it -> !it.revoked() && !it.token().equals(id))
        .map(TokenSecrets.Token::token)
        .toList();
  }

  /** Before the decision: what was refused, or broke off, leaves a hash that opens nothing. */
  private void store(BearerToken bearer, String name) {
    if (!secrets.store(bearer.id(), name, bearer.hash())) {
      throw new RefusedException(
          RefusalCode.PRINCIPAL_EXISTS, "This was asked for before; ask under another key.");
    }
  }

  private static Submission command(PrincipalId principal, Set<Role> roles, Origin origin) {
    return new Submission.OfCommand(
        new RegisterPrincipal(principal, PrincipalKind.SERVICE, roles),
        origin.context("principal", null));
  }

  private String integration(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return "";
    }
    if (!configuration.integrations().containsKey(name)) {
      throw RefusedException.unknownIntegration(name, configuration.integrationsInWords());
    }
    return name;
  }

  @DeleteMapping("/{id}")
  CommandSender.Written revoke(@PathVariable String id, Origin origin) {
    var token = secrets.byId(id).orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_TOKEN));
    return commands.send(new RevokeToken(token.principal(), id), origin.context(null));
  }
}
