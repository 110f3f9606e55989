package io.countersign.cli.access.identity;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.MisuseException;
import picocli.CommandLine.Parameters;

/** The parameters that name a person's address in another system. */
final class IdentityParameters {
  @Parameters(index = "0", paramLabel = "USER", description = "The login name.")
  String name = "";

  @Parameters(
      index = "1",
      paramLabel = "SYSTEM=ADDRESS",
      description = "Such as git=alice@example.org or gitlab=4711.")
  String identity = "";

  String path() {
    return "/api/v1/users/" + ServerApi.part(name) + "/identities";
  }

  /** As feeds tell of it. */
  String address() {
    int at = identity.indexOf('=');
    if (at < 1) {
      throw new MisuseException("Name the system and the address: git=alice@example.org");
    }
    return identity.substring(0, at) + ":" + identity.substring(at + 1);
  }
}
