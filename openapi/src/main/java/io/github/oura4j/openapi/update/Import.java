// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.assemble.DescriptionImport;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.export.ExportNumber;
import io.github.oura4j.openapi.export.ExportReader;
import io.github.oura4j.openapi.rename.SchemaRenames;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the description of an export, newer or older than the current one, without changing the
 * project.
 *
 * @param description the description
 * @param notices what a maintainer should know, one message for each fact
 */
public record Import(ObjectNode description, List<String> notices) {

  /**
   * Imports an export with the data of a project.
   *
   * @throws io.github.oura4j.openapi.document.InvalidInputException if the export is invalid, or if
   *     something about it is uncertain: the message lists all of it
   */
  public static Import of(Path exportFile, ProjectFiles project) {
    Export export = ExportReader.read(exportFile);
    DescriptionImport data = DescriptionImport.withDataIn(project.overlay());
    PreviousExport previous = new PreviousExport(project, data);
    SchemaRenames renames = previous.renames(previous::descriptionIfAny, export);
    renames.requireNoQuestions();
    DescriptionImport.Result result = data.with(renames.applied(data.names())).run(export);
    result.requireScopes();
    List<String> notices =
        Stream.of(
                previous.warning(ExportNumber.of(exportFile, export)).stream(),
                renames.recognized().stream(),
                result.notices().stream())
            .flatMap(all -> all)
            .toList();
    return new Import(result.description(), notices);
  }
}
