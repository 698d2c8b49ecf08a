package dev.holdfast.demo;

import dev.holdfast.persistence.DataFolder;
import dev.holdfast.persistence.DatabaseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** What the log says once the server is ready: where things are and what to try. */
@Component
final class Welcome {
  private static final String ADMIN_KEY_FILE = "admin-key";

  private static final String EMPTY =
      """

        There is no demo set. The admin key opens everything; --holdfast.demo=true makes a set to
        play with.
      """;

  private final DataFolder data;
  private final DatabaseInfo database;
  private final DemoFile demo;

  Welcome(DataFolder data, DatabaseInfo database, DemoFile demo) {
    this.data = data;
    this.database = database;
    this.demo = demo;
  }

  /**
   * The text.
   *
   * @param withDemo whether there is a demo set to play with
   */
  String text(String url, boolean withDemo) {
    return ready(url) + (withDemo ? examples() : EMPTY);
  }

  private String ready(String url) {
    return """


      Holdfast is ready at %s

      data        %s
      admin key   %s
      to use a PostgreSQL of your own:
        SPRING_R2DBC_URL=r2dbc:postgresql://localhost:5432/holdfast \\
        SPRING_R2DBC_USERNAME=… SPRING_R2DBC_PASSWORD=… mvn spring-boot:run
    """
        .formatted(url, dataPlace(), adminKeyPlace());
  }

  private String examples() {
    return """

      Try it in another terminal, in this folder.
      Listen to the availability of a SKU:

    . %1$s && curl -N -H "Authorization: Bearer $HOLDFAST_WEB_KEY" \\
      "$HOLDFAST_URL/v1/availability/stream?sku=TSHIRT-BLACK-M"

      Reserve two of it:

    . %1$s && curl -s -H "Authorization: Bearer $HOLDFAST_WEB_KEY" \\
      -H "Content-Type: application/json" \\
      -d '{"lines":[{"sku":"TSHIRT-BLACK-M","quantity":2}]}' "$HOLDFAST_URL/v1/reservations"

      Look at its stock:

    . %1$s && curl -s -H "Authorization: Bearer $HOLDFAST_BACKOFFICE_KEY" \\
      "$HOLDFAST_URL/v1/stock/TSHIRT-BLACK-M"
    """
        .formatted(quoted(fromHere(demo.path())));
  }

  private String dataPlace() {
    return database
        .ownFolder()
        .map(folder -> folder + ", in the server's own PostgreSQL, kept between starts")
        .orElseGet(() -> database.jdbcUrl() + ", as " + database.user());
  }

  private String adminKeyPlace() {
    Path file = data.resolve(ADMIN_KEY_FILE);
    return Files.exists(file) ? file.toString() : "the one of HOLDFAST_ADMIN_KEY";
  }

  /** The shorter way from the folder that the server was started in, if it is below. */
  private static Path fromHere(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }

  /** For a shell; a file's name that needs no quotes gets none. */
  private static String quoted(Path file) {
    String path = file.toString();
    return path.matches("[A-Za-z0-9/._-]+") && path.contains("/")
        ? path
        : "'" + (path.contains("/") ? path : "./" + path).replace("'", "'\\''") + "'";
  }
}
