package io.countersign.server.access;

import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.CloseSession;
import io.countersign.ledger.access.Directory;
import io.countersign.server.web.Caller;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
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
   * @param session the bearer to send from now on
   */
  record Session(
      String session, String principal, String name, Set<Role> roles, Instant expiresAt) {}

  /** Who is asking. */
  record Me(
      String principal, PrincipalKind kind, String name, Set<Role> roles, String integration) {}

  private final PasswordLogin login;
  private final CommandSender commands;
  private final Directory directory;

  LoginController(PasswordLogin login, CommandSender commands, Directory directory) {
    this.login = login;
    this.commands = commands;
    this.directory = directory;
  }

  @PostMapping("/login")
  Session login(
      @RequestBody Credentials body,
      @RequestHeader(name = "User-Agent", required = false) @Nullable String agent) {
    if (body.name() == null || body.password() == null || body.name().length() > 256) {
      throw new RefusedException(RefusalCode.BAD_REQUEST, "A name and a password are needed.");
    }
    boolean cli = agent != null && agent.startsWith("countersign-cli");
    var opened = login.with(body.name(), body.password(), cli ? Surface.CLI : Surface.API);
    return new Session(
        opened.bearer(),
        opened.person().principal().value(),
        opened.person().login(),
        new TreeSet<>(opened.roles()),
        opened.expiresAt());
  }

  @PostMapping("/logout")
  CommandSender.Written logout(Origin origin) {
    var caller = origin.caller();
    return commands.send(
        new CloseSession(caller.id(), caller.credential()), origin.context(caller.credential()));
  }

  @GetMapping("/me")
  Me me(Caller caller) {
    var name = directory.byId(caller.id()).map(Directory.Entry::login).orElse("");
    return new Me(
        caller.id().value(),
        caller.kind(),
        name,
        new TreeSet<>(caller.roles()),
        caller.integration());
  }
}
