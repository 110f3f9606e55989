package io.countersign.cli.access;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;

/** The command {@code token list}: the tokens, without their secrets. */
@Command(
    name = "list",
    description =
        "Lists tokens, which are good until they are revoked; their secrets are not kept.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign token list"})
public final class TokenListCommand extends ListCommand {

  public TokenListCommand(CliContext context) {
    super(
        context,
        "/api/v1/tokens",
        "No token.",
        Column.of("ID", "/id"),
        Column.of("NAME", "/name"),
        Column.of("PRINCIPAL", "/principal"),
        Column.of("REVOKED", "/revoked"),
        Column.time("MADE", "/createdAt"),
        Column.time("LAST USED", "/usedAt"),
        Column.text("INTEGRATION", "/integration"),
        Column.text("ROLES", "/roles"));
  }
}
