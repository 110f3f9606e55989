package io.countersign.cli.command;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What the jar's manifest says. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    var version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"countersign " + Objects.requireNonNullElse(version, "(not packaged)")};
  }
}
