package org.sanalpos.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class VaultTest {
    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());
    private static TestDatabase.Running database;
    private static JdbcClient jdbc;

    @Parameter
    TestDatabase kind;

    @TempDir
    Path home;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase kind) {
        database = kind.start();
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.url(), database.username(), database.password());
        Flyway.configure().dataSource(source).load().migrate();
        jdbc = JdbcClient.create(source);
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        database.close();
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from vault_key").update();
    }

    @Test
    void aSecretComesBackInItsPlaceOnly() {
        Vault vault = vault(OLD);

        String encrypted = vault.encrypt("şifre \uD83D\uDD11", "virtual_pos/A/1/password");

        assertThat(vault.decrypt(encrypted, "virtual_pos/A/1/password")).isEqualTo("şifre \uD83D\uDD11");
        assertThatThrownBy(() -> vault.decrypt(encrypted, "virtual_pos/B/1/password"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("şifre");
        assertThatThrownBy(() -> vault.decrypt(encrypted)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noTwoCiphertextsAreEqual() {
        Vault vault = vault(OLD);

        assertThat(vault.encrypt("same")).isNotEqualTo(vault.encrypt("same"));
    }

    @Test
    void aChangedCiphertextIsRefused() {
        Vault vault = vault(OLD);
        String encrypted = vault.encrypt("secret");
        for (int i = encrypted.lastIndexOf(':') + 1; i < encrypted.length() - 1; i++) {
            char other = encrypted.charAt(i) == 'A' ? 'B' : 'A';
            String changed = encrypted.substring(0, i) + other + encrypted.substring(i + 1);
            assertThatThrownBy(() -> vault.decrypt(changed)).isInstanceOf(IllegalStateException.class);
        }
        for (String broken : List.of("", "secret", "v1:", "v2" + encrypted.substring(2), encrypted.substring(0, 20))) {
            assertThatThrownBy(() -> vault.decrypt(broken)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void afterAChangeOfTheMasterKeyOldSecretsStayReadableAndAreReEncrypted() {
        Vault before = vault(OLD);
        String encrypted = before.encrypt("secret", "place");
        String fingerprint = before.fingerprint("request");

        Vault after = vault(NEW, OLD);
        assertThat(after.decrypt(encrypted, "place")).isEqualTo("secret");
        assertThat(after.current(encrypted)).isFalse();
        assertThat(after.current(after.encrypt("secret", "place"))).isTrue();
        assertThat(after.fingerprint("request")).isEqualTo(fingerprint);
        assertThat(after.reEncrypt()).isEqualTo(new EncryptedStore.Counts(1, 0));
        assertThat(after.reEncrypt()).isEqualTo(new EncryptedStore.Counts(0, 1));

        Vault without = vault(NEW);
        assertThat(without.fingerprint("request")).isEqualTo(fingerprint);
        assertThatThrownBy(() -> without.decrypt(encrypted, "place"))
                .isInstanceOf(SettingProblem.class)
                .hasMessageContaining("SANALPOS_PREVIOUS_MASTER_KEYS");
    }

    @Test
    void theDatabasesOwnKeyIsAskedForAtTheStart() {
        vault(OLD);

        assertThatThrownBy(() -> vault(NEW)).isInstanceOf(SettingProblem.class).hasMessageContaining("66687aad");
    }

    @Test
    void fingerprintsAreEqualForEqualTextsOnEveryNode() {
        String fingerprint = vault(OLD).fingerprint("4155650100416111");

        assertThat(fingerprint).matches("[0-9a-f]{64}");
        assertThat(vault(OLD).fingerprint("4155650100416111")).isEqualTo(fingerprint);
        assertThat(vault(OLD).fingerprint("4155650100416112")).isNotEqualTo(fingerprint);
        forget();
        assertThat(vault(OLD).fingerprint("4155650100416111")).isNotEqualTo(fingerprint);
    }

    @Test
    void theSandboxKeepsAKeyOfItsOwnThatOnlyTheOwnerReads() throws Exception {
        Map<String, String> sandbox = Map.of(
                "sanalpos.sandbox", "true", "sanalpos.home", home.resolve("new").toString());
        String encrypted = new Vault(settings(sandbox), jdbc).encrypt("secret");

        assertThat(new Vault(settings(sandbox), jdbc).decrypt(encrypted)).isEqualTo("secret");
        Path file = home.resolve("new/sandbox-master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void outsideTheSandboxThereIsNoDefaultKey() {
        assertThatThrownBy(() -> vault("", OLD))
                .isInstanceOf(SettingProblem.class)
                .hasMessageStartingWith("SANALPOS_MASTER_KEY: is missing, expected base64 of 32 bytes");
        assertThat(home).isEmptyDirectory();
    }

    private Vault vault(String masterKey, String... previous) {
        return new Vault(
                settings(Map.of(
                        "sanalpos.master-key",
                        masterKey,
                        "sanalpos.previous-master-keys",
                        String.join(",", previous),
                        "sanalpos.home",
                        home.toString())),
                jdbc);
    }

    private static HubSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(new TreeMap<>(properties)))
                .bindOrCreate("sanalpos", HubSettings.class);
    }
}
