package io.countersign.server.access.login;

import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.CloseSession;
import io.countersign.domain.access.AccessFacts;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.access.TokenSecrets;
import io.countersign.server.access.scope.BoundedRole;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import io.countersign.server.web.source.CallSources;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logging in and out. */
@RestController
@RequestMapping("/api/v1")
class LoginController {
  /** What a person types. */
  record Credentials(@Nullable String name, @Nullable String password) {
    /** A record that is logged by mistake tells nothing. */
    @Override
    public String toString() {
      return "Credentials[" + name + "]";
    }
  }

  /**
   * A one-time secret, and the password that its owner chooses.
   *
   * @param secret where it came in two halves, both
   */
  record Redemption(@Nullable String name, @Nullable String secret, @Nullable String password) {
    @Override
    public String toString() {
      return "Redemption[" + name + "]";
    }
  }

  /**
   * @param session the bearer to send from now on
   * @param roles held everywhere, and for as long as nobody revokes them
   * @param bounded within bounds or for a time
   */
  record Session(
      String session,
      String principal,
      String name,
      Set<Role> roles,
      List<BoundedRole> bounded,
      Instant expiresAt) {}

  /**
   * Who is asking.
   *
   * @param roles held everywhere, and for as long as nobody revokes them
   * @param bounded within bounds or for a time
   * @param expiresAt when the session ends; absent for a token, which doesn't
   * @param administrators the names of those who grant roles; told to persons only
   */
  record Me(
      String principal,
      PrincipalKind kind,
      String name,
      Set<Role> roles,
      List<BoundedRole> bounded,
      String integration,
      @Nullable Instant expiresAt,
      List<String> administrators) {}

  private final PasswordLogin login;
  private final OwnPassword own;
  private final CommandSender commands;
  private final Directory directory;
  private final Principals principals;
  private final TokenSecrets tokens;
  private final CallSources sources;

  LoginController(
      PasswordLogin login,
      OwnPassword own,
      CommandSender commands,
      Directory directory,
      Principals principals,
      TokenSecrets tokens,
      CallSources sources) {
    this.login = login;
    this.own = own;
    this.commands = commands;
    this.directory = directory;
    this.principals = principals;
    this.tokens = tokens;
    this.sources = sources;
  }

  @PostMapping("/login")
  Session login(
      @RequestBody Credentials body,
      @Parameter(hidden = true) HttpServletRequest request,
      @RequestHeader(name = "User-Agent", required = false) @Nullable String agent) {
    var name = name(body.name());
    if (body.password() == null) {
      throw new RefusedException(RefusalCode.BAD_REQUEST, "A name and a password are needed.");
    }
    var opened = login.with(name, body.password(), sources.of(request), surface(agent));
    return new Session(
        opened.bearer(),
        opened.person().principal().value(),
        opened.person().login(),
        new TreeSet<>(opened.roles()),
        opened.bounded(),
        opened.expiresAt());
  }

  /** Whoever holds the secret is its owner: nobody is logged in yet. */
  @PostMapping("/password-reset")
  CommandSender.Written redeem(
      @RequestBody Redemption body,
      @Parameter(hidden = true) HttpServletRequest request,
      @RequestHeader(name = "User-Agent", required = false) @Nullable String agent) {
    var name = name(body.name());
    var secret = ParameterParsing.text("secret", body.secret(), 256);
    var password = PasswordHashing.checked(body.password());
    return own.redeem(name, secret, password, sources.of(request), surface(agent));
  }

  private static String name(@Nullable String name) {
    if (name == null || name.length() > 256) {
      throw new RefusedException(RefusalCode.BAD_REQUEST, "A name and a password are needed.");
    }
    return name;
  }

  private static Surface surface(@Nullable String agent) {
    return agent != null && agent.startsWith("countersign-cli") ? Surface.CLI : Surface.API;
  }

  @PostMapping("/logout")
  CommandSender.Written logout(Origin origin) {
    var caller = origin.caller();
    return commands.send(
        new CloseSession(caller.id(), caller.credential()), origin.context(caller.credential()));
  }

  @GetMapping("/me")
  Me me(Origin origin) {
    var caller = origin.caller();
    var facts = principals.find(caller.id());
    var name =
        directory
            .byId(caller.id())
            .map(Directory.Entry::login)
            .or(() -> tokenName(caller.credential()))
            .orElse("");
    return new Me(
        caller.id().value(),
        caller.kind(),
        name,
        new TreeSet<>(facts.map(AccessFacts.Principal::roles).orElse(caller.roles())),
        facts.map(it -> BoundedRole.of(it, origin.at())).orElse(List.of()),
        caller.integration(),
        caller.until(),
        caller.kind() == PrincipalKind.PERSON ? administrators() : List.of());
  }

  private Optional<String> tokenName(String id) {
    return tokens.byId(id).map(TokenSecrets.Token::name);
  }

  private List<String> administrators() {
    return principals.all().stream()
        .filter(it -> it.may(Role.ADMINISTRATOR))
        .flatMap(it -> directory.byId(it.id()).stream())
        .map(Directory.Entry::login)
        .sorted()
        .toList();
  }
}
