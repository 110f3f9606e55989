package io.countersign.cli.access.link;

import io.countersign.cli.api.ServerApi;
import picocli.CommandLine.Option;

/** The option that says whose links are meant. */
final class LinkHolder {
  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "The login name of somebody else; for administrators.")
  private String user = "";

  String path() {
    return user.isEmpty() ? "/api/v1/me/links" : "/api/v1/users/" + ServerApi.part(user) + "/links";
  }
}
