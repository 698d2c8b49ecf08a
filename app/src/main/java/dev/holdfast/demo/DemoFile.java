package dev.holdfast.demo;

import dev.holdfast.persistence.DataFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * {@code demo.env} in the data folder: what the examples need, as variables for a shell. It is
 * written last, so it says as well that the demo set is complete, and in which journal.
 */
@Component
final class DemoFile {
  private static final String NAME = "demo.env";
  private static final String COMMENT = "# Of the demo set, for a shell: . data/demo.env\n";
  private static final String URL = "HOLDFAST_URL";
  private static final String JOURNAL = "HOLDFAST_DEMO_JOURNAL";

  private final DataFolder data;

  DemoFile(DataFolder data) {
    this.data = data;
  }

  Path path() {
    return data.resolve(NAME);
  }

  /** The keys by their variables, if a demo set is complete in this journal. */
  Optional<Map<String, String>> keys(String journalId) {
    return data.read(NAME)
        .map(DemoFile::parse)
        .filter(variables -> journalId.equals(variables.remove(JOURNAL)))
        .map(
            variables -> {
              variables.remove(URL);
              return variables;
            });
  }

  /** Writes it whole, readable by its owner only. */
  void write(String url, String journalId, Map<String, String> keys) {
    var variables = new LinkedHashMap<String, String>();
    variables.put(URL, url);
    variables.putAll(keys);
    variables.put(JOURNAL, journalId);
    String text =
        variables.entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
            .collect(Collectors.joining("", COMMENT, ""));
    if (!data.read(NAME).equals(Optional.of(text))) {
      data.writePrivate(NAME, text);
    }
  }

  private static Map<String, String> parse(String text) {
    var variables = new LinkedHashMap<String, String>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
              }
            });
    return variables;
  }
}
