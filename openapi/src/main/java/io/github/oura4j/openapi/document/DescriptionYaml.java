// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Writes a description as YAML that is easy to read: block style, few quotes, short lists on one
 * line.
 */
public final class DescriptionYaml {
  private static final String HEAD =
      """
      # The Oura API: the facts of Oura's published export under our names, in our words.
      # Made by the import from the export and the files in overlay/: do not edit it by hand, README.md says how.
      """;

  private DescriptionYaml() {}

  public static String of(ObjectNode description) {
    Object plain = new ObjectMapper().convertValue(description, Object.class);
    return HEAD + new Yaml(new ShortLists(options()), options()).dump(plain);
  }

  private static DumperOptions options() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndent(2);
    options.setWidth(110);
    options.setLineBreak(DumperOptions.LineBreak.UNIX);
    return options;
  }

  /** Writes lists of strings and numbers on one line. */
  private static final class ShortLists extends Representer {
    ShortLists(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representSequence(
        Tag tag, Iterable<?> sequence, DumperOptions.FlowStyle flowStyle) {
      SequenceNode node = (SequenceNode) super.representSequence(tag, sequence, flowStyle);
      if (node.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
        node.setFlowStyle(DumperOptions.FlowStyle.FLOW);
      }
      return node;
    }
  }
}
