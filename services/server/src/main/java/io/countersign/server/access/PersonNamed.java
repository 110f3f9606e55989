package io.countersign.server.access;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.ledger.access.Directory;
import io.countersign.server.access.login.LoginName;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.problem.RefusedException;
import java.util.function.Function;

/**
 * The person whom a command is to name, by login name. Whether there is one is told to nobody whom
 * the decider refuses anyway: it's asked all the same, about nobody.
 */
public final class PersonNamed {
  private static final PrincipalId NOBODY = new PrincipalId("usr_00000000000000000000");

  private final PrincipalId person;

  private PersonNamed(PrincipalId person) {
    this.person = person;
  }

  public static PersonNamed of(String login, Directory directory) {
    return new PersonNamed(
        directory.byLogin(LoginName.of(login)).map(Directory.Entry::principal).orElse(NOBODY));
  }

  /**
   * @throws RefusedException when the decider says no; which it does of nobody
   */
  public CommandSender.Written send(
      Function<PrincipalId, Command> command, CommandSender commands, CommandContext context) {
    try {
      return commands.send(command.apply(person), context);
    } catch (RefusedException e) {
      throw person.equals(NOBODY) && e.code() == RefusalCode.UNKNOWN_PRINCIPAL
          ? RefusedException.badRequest("/to", "is nobody's login name")
          : e;
    }
  }
}
