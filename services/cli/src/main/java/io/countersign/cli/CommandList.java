package io.countersign.cli;

import io.countersign.cli.access.HaltCommand;
import io.countersign.cli.access.HaltsCommand;
import io.countersign.cli.access.ResumeCommand;
import io.countersign.cli.access.TokenCommand;
import io.countersign.cli.access.UserCommand;
import io.countersign.cli.access.delegation.DelegateCommand;
import io.countersign.cli.access.delegation.DelegationsCommand;
import io.countersign.cli.access.delegation.EndDelegationCommand;
import io.countersign.cli.access.delegation.OutOfOfficeCommand;
import io.countersign.cli.access.grant.GrantCommand;
import io.countersign.cli.access.grant.GroupsCommand;
import io.countersign.cli.access.grant.RightsCommand;
import io.countersign.cli.access.link.LinkAccountCommand;
import io.countersign.cli.access.link.LinksGroup;
import io.countersign.cli.alert.AlertsCommand;
import io.countersign.cli.alert.MuteAlertsCommand;
import io.countersign.cli.alert.MutesCommand;
import io.countersign.cli.alert.SilencesCommand;
import io.countersign.cli.alert.UnmuteCommand;
import io.countersign.cli.audit.AcceptRollbackCommand;
import io.countersign.cli.audit.AuditCommand;
import io.countersign.cli.audit.DeadLettersCommand;
import io.countersign.cli.audit.DoctorCommand;
import io.countersign.cli.audit.ViewsCommand;
import io.countersign.cli.audit.WhySilentCommand;
import io.countersign.cli.calendar.CalendarGroup;
import io.countersign.cli.catalog.CatalogCommand;
import io.countersign.cli.change.ChangesCommand;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.confirmation.ConfirmCommand;
import io.countersign.cli.confirmation.ConfirmationsCommand;
import io.countersign.cli.confirmation.WithdrawCommand;
import io.countersign.cli.conversation.SlackGroup;
import io.countersign.cli.emergency.BreakGlassGroup;
import io.countersign.cli.incident.AcknowledgeCommand;
import io.countersign.cli.incident.AssignCommand;
import io.countersign.cli.incident.IncidentsCommand;
import io.countersign.cli.incident.NoteCommand;
import io.countersign.cli.incident.PriorityCommand;
import io.countersign.cli.incident.ResolveCommand;
import io.countersign.cli.incident.ShowIncidentCommand;
import io.countersign.cli.incident.commander.CommanderCommand;
import io.countersign.cli.oncall.NoticesCommand;
import io.countersign.cli.oncall.OncallGroup;
import io.countersign.cli.policy.PolicyCommand;
import io.countersign.cli.remediation.ApprovalsCommand;
import io.countersign.cli.remediation.ApproveCommand;
import io.countersign.cli.remediation.DenyCommand;
import io.countersign.cli.remediation.RemediationsCommand;
import io.countersign.cli.remediation.RevokeCommand;
import io.countersign.cli.remediation.RunbookCommand;
import io.countersign.cli.remediation.RunbooksCommand;
import io.countersign.cli.remediation.SettleCommand;
import io.countersign.cli.remediation.ShowRemediationCommand;
import io.countersign.cli.remediation.StopCommand;
import io.countersign.cli.report.MakeReportCommand;
import io.countersign.cli.session.LoginCommand;
import io.countersign.cli.session.LogoutCommand;
import io.countersign.cli.session.WhoAmICommand;
import io.countersign.cli.ticketing.SyncGroup;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;

/** Every command by its name, in the order in which help shows them. */
final class CommandList {
  private static final Map<String, Function<CliContext, Object>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("login", LoginCommand::new);
    ALL.put("logout", LogoutCommand::new);
    ALL.put("whoami", WhoAmICommand::new);
    ALL.put("incidents", IncidentsCommand::new);
    ALL.put("incident", ShowIncidentCommand::new);
    ALL.put("acknowledge", AcknowledgeCommand::new);
    ALL.put("assign", AssignCommand::new);
    ALL.put("priority", PriorityCommand::new);
    ALL.put("commander", CommanderCommand::line);
    ALL.put("break-glass", BreakGlassGroup::line);
    ALL.put("note", NoteCommand::new);
    ALL.put("resolve", ResolveCommand::new);
    ALL.put("approvals", ApprovalsCommand::new);
    ALL.put("approve", ApproveCommand::new);
    ALL.put("deny", DenyCommand::new);
    ALL.put("revoke", RevokeCommand::new);
    ALL.put("delegate", DelegateCommand::new);
    ALL.put("out-of-office", OutOfOfficeCommand::new);
    ALL.put("delegations", DelegationsCommand::new);
    ALL.put("end-delegation", EndDelegationCommand::new);
    ALL.put("link", LinkAccountCommand::new);
    ALL.put("links", LinksGroup::line);
    ALL.put("stop", StopCommand::new);
    ALL.put("settle", SettleCommand::new);
    ALL.put("remediations", RemediationsCommand::new);
    ALL.put("remediation", ShowRemediationCommand::new);
    ALL.put("alerts", AlertsCommand::new);
    ALL.put("mute", MuteAlertsCommand::new);
    ALL.put("mutes", MutesCommand::new);
    ALL.put("unmute", UnmuteCommand::new);
    ALL.put("silences", SilencesCommand::new);
    ALL.put("changes", ChangesCommand::new);
    ALL.put("calendar", CalendarGroup::line);
    ALL.put("oncall", OncallGroup::line);
    ALL.put("notices", NoticesCommand::new);
    ALL.put("sync", SyncGroup::line);
    ALL.put("runbooks", RunbooksCommand::new);
    ALL.put("runbook", RunbookCommand::line);
    ALL.put("policy", PolicyCommand::line);
    ALL.put("catalog", CatalogCommand::new);
    ALL.put("audit", AuditCommand::line);
    ALL.put("why-silent", WhySilentCommand::new);
    ALL.put("report", MakeReportCommand::line);
    ALL.put("user", UserCommand::line);
    ALL.put("grant", GrantCommand::line);
    ALL.put("group", GroupsCommand::line);
    ALL.put("access", RightsCommand::line);
    ALL.put("token", TokenCommand::line);
    ALL.put("confirmations", ConfirmationsCommand::new);
    ALL.put("confirm", ConfirmCommand::new);
    ALL.put("withdraw", WithdrawCommand::new);
    ALL.put("slack", SlackGroup::line);
    ALL.put("doctor", DoctorCommand::new);
    ALL.put("views", ViewsCommand::line);
    ALL.put("dead-letters", DeadLettersCommand::line);
    ALL.put("halt", HaltCommand::new);
    ALL.put("halts", HaltsCommand::new);
    ALL.put("resume", ResumeCommand::new);
    ALL.put("accept-rollback", AcceptRollbackCommand::new);
  }

  private CommandList() {}

  /** Only the one that was asked for, if it's known: reading the others costs a start's time. */
  static void addTo(CommandLine line, CliContext context, String... arguments) {
    asked(arguments).ifPresentOrElse(name -> add(line, context, name), () -> addAll(line, context));
  }

  private static void addAll(CommandLine line, CliContext context) {
    ProgramCommand.ALL
        .keySet()
        .forEach(n -> line.addSubcommand(n, ProgramCommand.line(context, n)));
    ALL.keySet().forEach(n -> add(line, context, n));
    line.addSubcommand("help", new CommandLine.HelpCommand());
  }

  private static Optional<String> asked(String... arguments) {
    return Arrays.stream(arguments).limit(1).filter(ALL::containsKey).findFirst();
  }

  private static void add(CommandLine line, CliContext context, String name) {
    var command = ALL.get(name);
    if (command == null) {
      throw new IllegalArgumentException("no command " + name);
    }
    line.addSubcommand(name, command.apply(context));
  }
}
