package io.countersign.cli.command;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The provider of the version, from the jar's manifest. */
public final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    var version = VersionProvider.class.getPackage().getImplementationVersion();
    return new String[] {"countersign " + Objects.requireNonNullElse(version, "(not packaged)")};
  }
}
