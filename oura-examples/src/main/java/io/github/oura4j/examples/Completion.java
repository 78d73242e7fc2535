// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a script with which bash and zsh complete the names of programs and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes programs and options in bash and zsh.",
      "To use it:",
      "  alias oura='java -jar /path/to/oura-examples.jar'",
      "  source <(oura completion)"
    })
final class Completion implements Example {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "oura",
      description = "The alias or script that starts the programs. Default: oura.")
  private String name = "";

  @Override
  public int run(Context context) {
    if (!NAME.matcher(name).matches()) {
      throw new WrongUseException(
          "--name must be a name of letters, digits, _ and -, such as oura, but is '"
              + name
              + "'.");
    }
    context.out().print(AutoComplete.bash(name, Examples.launcher(Examples.NAMES)));
    return DONE;
  }
}
