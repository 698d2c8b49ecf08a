package dev.holdfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.persistence.internal.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole server on a database that it is given. */
@SpringBootTest
class GivenDatabaseTest {
  private static final TestDatabase DATABASE = TestDatabase.empty();

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
  }

  @Test
  void usesItAndStartsNoneOfItsOwn(
      @Autowired DatabaseInfo info, @Autowired ObjectProvider<EmbeddedPostgres> embedded) {
    assertThat(info.isBuiltIn()).isFalse();
    assertThat(info.jdbcUrl()).isEqualTo(DATABASE.jdbcUrl());
    assertThat(embedded.stream()).isEmpty();
  }

  @Test
  void migratesIt() {
    assertThat(DATABASE.ask("select count(*) from ledger_head")).isEqualTo("1");
  }
}
