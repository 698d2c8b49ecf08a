package dev.holdfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.HoldfastApplication;
import dev.holdfast.persistence.internal.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The whole server on no database but its own. */
class BuiltInDatabaseTest {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  @TempDir Path temp;

  @Test
  void makesItMigratesItAndKeepsIt() {
    withServer(
        server -> {
          assertThat(server.getBean(DatabaseInfo.class).isBuiltIn()).isTrue();
          assertThat(server.getBean(DatabaseInfo.class).ownFolder())
              .contains(server.getBean(DataFolder.class).resolve("postgres"));
          execute(server, "create table kept as select 42 as n");
        });

    withServer(
        server -> {
          assertThat(ask(server, "select n::text from kept")).isEqualTo("42");
        });
  }

  @Test
  void everydayQueriesGoOnAfterItWasKilled() {
    withServer(
        server -> {
          assertThat(ask(server, "select 'before'")).isEqualTo("before");
          long killed = server.getBean(EmbeddedPostgres.class).pid();

          ProcessHandle.of(killed).orElseThrow().destroyForcibly();

          await()
              .atMost(ANSWER_MAX)
              .ignoreExceptions()
              .until(
                  () ->
                      ask(server, "select 'after'").equals("after")
                          && server.getBean(EmbeddedPostgres.class).pid() != killed);
        });
  }

  @Test
  void everydayQueriesAreBounded() {
    withServer(
        server -> {
          assertThat(ask(server, "show statement_timeout")).isEqualTo("30s");
          assertThat(ask(server, "show application_name")).isEqualTo("holdfast");
        });
  }

  @Test
  void secondServerOnItsFolderSaysWhyItDoesNotStart() {
    withServer(
        server -> {
          assertThatThrownBy(this::start)
              .hasRootCauseInstanceOf(CannotStartException.class)
              .hasStackTraceContaining("in use by another Holdfast server");
        });
  }

  private void withServer(Consumer<ConfigurableApplicationContext> work) {
    try (ConfigurableApplicationContext server = start()) {
      work.accept(server);
    }
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(HoldfastApplication.class)
        .web(WebApplicationType.REACTIVE)
        .run(
            "--holdfast.data-dir=" + temp.resolve("data"),
            "--holdfast.database.binaries-dir=" + Path.of("target/postgres-bin").toAbsolutePath(),
            "--holdfast.demo=false",
            "--server.port=0");
  }

  private static void execute(ConfigurableApplicationContext server, String sql) {
    Mono<Void> done = server.getBean(DatabaseClient.class).sql(sql).then();
    done.block(ANSWER_MAX);
  }

  private static String ask(ConfigurableApplicationContext server, String query) {
    Mono<String> answer =
        server
            .getBean(DatabaseClient.class)
            .sql(query)
            .map(row -> String.valueOf(row.get(0)))
            .one();
    return String.valueOf(answer.block(ANSWER_MAX));
  }
}
