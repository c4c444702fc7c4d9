package org.sanalpos.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxStoresTest {

    private final SandboxStores stores = SandboxStores.load();

    @Test
    void everyBankHasADemonstrationStoreWithCredentialsOfItsOwn() {
        Set<String> values = new HashSet<>();
        int count = 0;
        for (String bank : stores.banks("nestpay")) {
            assertThat(stores.demoCredentials(bank)).containsOnlyKeys("clientId", "username", "password", "storeKey");
            values.addAll(stores.demoCredentials(bank).values());
            count += 4;
        }
        assertThat(stores.banks("nestpay"))
                .containsExactlyInAnyOrder("halkbank", "isbank", "teb", "turkiyefinans", "citibank", "hsbc");
        assertThat(values).hasSize(count);
    }

    @Test
    void theDemonstrationStoreMayDoEverything() {
        for (String bank : stores.banks("nestpay")) {
            Store store = stores.find(
                            bank, "clientId", stores.demoCredentials(bank).get("clientId"))
                    .orElseThrow();
            assertThat(store.rights())
                    .isEqualTo(new Store.Rights(
                            true,
                            Set.of("TRY", "USD", "EUR", "GBP"),
                            12,
                            true,
                            0,
                            false,
                            Set.of(),
                            Store.Settlement.MANUAL));
        }
    }

    @Test
    void aStoreDoesNotTellItsSecrets() {
        String password = stores.demoCredentials("teb").get("password");

        assertThat(stores.find("teb", "password", password).orElseThrow().toString())
                .doesNotContain(password);
    }

    @Test
    void anUnknownBankIsNamed() {
        assertThatThrownBy(() -> stores.demoCredentials("nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {dialect: d}                                                          | dialect and at least one store
                    {stores: [{credentials: {a: b}}]}                                     | dialect and at least one store
                    {dialect: d, stores: [{rights: {moto: true}}]}                        | no credentials
                    {dialect: d, stores: [{credentials: {clientId: 12}}]}               | clientId must be a quoted text
                    {dialect: d, stores: [{credentials: {a: b}, rights: {settlement: x}}]} | settlement is manual or nightly
                    {dialect: d, stores: [{credentials: {a: b}, rights: {mote: true}}]}   | unknown right mote
                    """)
    void aWrongEntryIsNamed(String entry, String message) {
        byte[] yaml = ("banks: {somebank: " + entry + "}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SandboxStores.read(new ByteArrayInputStream(yaml)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("somebank")
                .hasMessageContaining(message);
    }
}
