package org.sanalpos.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.virtualpos.AdminHub;
import org.sanalpos.hub.virtualpos.Companies;
import org.sanalpos.hub.virtualpos.Company;
import org.sanalpos.hub.virtualpos.CompanySettings;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ApiKeysTest {
    private static TestDatabase.Running database;
    private static AdminHub hub;
    private static ApiKeys keys;

    @Parameter
    TestDatabase kind;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase kind) {
        database = kind.start();
        hub = AdminHub.start(database, Map.of("sanalpos.sandbox", "true"));
        hub.bean(Companies.class).create(new Company("ACME", "Acme", CompanySettings.DEFAULTS), Actor.HUB);
        keys = hub.bean(ApiKeys.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        hub.close();
        database.close();
    }

    @Test
    void aKeyIsKnownByItsHashOnly() {
        ApiKeys.NewKey made = keys.create("ACME", Set.of(Scope.PAYMENTS_READ, Scope.REFUNDS_WRITE), Actor.HUB);

        assertThat(made.key()).matches("sph_[A-Za-z0-9_-]{43}");
        assertThat(keys.authenticate(made.key()))
                .hasValue(new Caller(made.about().id(), "ACME", EnumSet.of(Scope.PAYMENTS_READ, Scope.REFUNDS_WRITE)));
        assertThat(hub.bean(JdbcClient.class)
                        .sql("select * from api_key")
                        .query()
                        .listOfRows()
                        .toString())
                .contains(made.about().id())
                .doesNotContain(made.key());
        assertThat(made.toString()).doesNotContain(made.key());
    }

    @Test
    void aKeyOrItsHashWithAnyChangeIsRefused() {
        ApiKeys.NewKey made = keys.create("ACME", Set.of(Scope.PAYMENTS_READ), Actor.HUB);
        String hash = hub.bean(JdbcClient.class)
                .sql("select key_hash from api_key where id = :id")
                .param("id", made.about().id())
                .query(String.class)
                .single();

        assertThat(keys.authenticate(made.key() + " ")).isEmpty();
        assertThat(keys.authenticate(made.key().substring(1))).isEmpty();
        assertThat(keys.authenticate(hash)).isEmpty();
        assertThat(keys.authenticate("")).isEmpty();
    }

    @Test
    void aRevokedKeyIsRefusedAndStaysInTheList() {
        ApiKeys.NewKey made = keys.create(null, Set.of(Scope.DEFINITIONS_READ), Actor.HUB);

        assertThat(keys.revoke(made.about().id(), Actor.HUB)).isTrue();

        assertThat(keys.authenticate(made.key())).isEmpty();
        assertThat(keys.list())
                .filteredOn(key -> key.id().equals(made.about().id()))
                .singleElement()
                .satisfies(key -> assertThat(key.revokedAt()).isNotNull());
        assertThat(keys.revoke("key_none", Actor.HUB)).isFalse();
    }

    @Test
    void theOperatorsSettingIsAKeyForEverything() {
        assertThat(keys.authenticate(AdminHub.OPERATOR_KEY)).hasValueSatisfying(caller -> {
            assertThat(caller.operator()).isTrue();
            assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.values());
        });
    }

    @Test
    void theSandboxKeyIsRefusedOutsideTheSandbox() {
        keys.ensureSandboxKey("sandbox-key", "ACME", EnumSet.allOf(Scope.class));
        keys.ensureSandboxKey("sandbox-key", "ACME", EnumSet.allOf(Scope.class));
        assertThat(keys.authenticate("sandbox-key")).isPresent();

        try (AdminHub production = AdminHub.start(database, Map.of())) {
            assertThat(production.bean(ApiKeys.class).authenticate("sandbox-key"))
                    .isEmpty();
        }
    }
}
