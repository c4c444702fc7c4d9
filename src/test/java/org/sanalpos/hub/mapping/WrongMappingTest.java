package org.sanalpos.hub.mapping;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing is wrong in mappings that are otherwise right: the start must stop and say where and why. */
class WrongMappingTest {
    private static final String BANK = "banks/vadibank.yaml";
    private static final String SELVI_BANK = "banks/selvibank.yaml";
    private static final String KAVAK = "dialects/kavak/dialect.yaml";
    private static final String SELVI = "dialects/selvi/dialect.yaml";
    private static final String SALE = "dialects/kavak/templates/sale.json.ftl";
    private static final String INQUIRY = "dialects/kavak/templates/inquiry.json.ftl";
    private static final String CODES = "dialects/kavak/codes.csv";

    @TempDir
    Path temp;

    static Stream<Arguments> banks() {
        return Stream.of(
                wrong(
                        BANK,
                        "installments: 9",
                        "instalments: 9",
                        ":11: instalments: is no field here, expected one of [askFor, authentication, code, cred"),
                wrong(
                        BANK,
                        "currencies: [TRY, USD]",
                        "currencies: [TRY",
                        ":10: while parsing a flow sequence, expected ',' or ']'"),
                wrong(
                        BANK,
                        "code: vadibank",
                        "\tcode: vadibank",
                        ":2: while scanning for the next token, found character '\\t(TAB)'"),
                wrong(BANK, "name: Vadi Bankası", "name: Vadi\nname: Vadi", ":4: Duplicate Object property \"name\""),
                wrong(BANK, "name: Vadi Bankası", "name:", ":3: name: is missing"),
                wrong(
                        BANK,
                        "name: Vadi Bankası",
                        "name: *dialect",
                        ":3: name: aliases are not supported, write the value"),
                wrong(BANK, "name: Vadi Bankası", "name: [Vadi]", ":3: name: expected a text"),
                wrong(
                        BANK,
                        "dialect: nestpay",
                        "dialect: nestpai",
                        ":5: dialect: 'nestpai': expected one of [akbank, garanti, intervpos, kavak, nestpay, payflex, payfor, posnet, selvi]"),
                wrong(BANK, "dialect: nestpay", "", ": dialect: is missing"),
                wrong(BANK, "code: vadibank", "code: vadi", ":2: code: 'vadi' must be the file's name"),
                wrong(
                        BANK,
                        "code: vadibank",
                        "code: Vadibank",
                        ":2: code: 'Vadibank': expected lower-case letters, digits and"),
                wrong(BANK, "\"0999\"", "99", ":4: eftCode: '99': expected four digits between quotes"),
                wrong(
                        BANK,
                        "refund, inquiry",
                        "refund, settle",
                        ":10: operations: 'settle': expected sale, preauth, capture, void"),
                wrong(
                        BANK,
                        "[sale, void, refund, inquiry]",
                        "[]",
                        ":10: operations: expected some of [sale, preauth, capture, void"),
                wrong(
                        SELVI_BANK,
                        "currencies: [TRY]",
                        "operations: [sale, refund]",
                        ":10: operations: expected some of [sale], which"),
                wrong(BANK, "production: {api", "staging: {api", ":7: endpoints.staging: expected production or test"),
                wrong(
                        BANK,
                        "https://vpos.vadibank.example/fim/api",
                        "http://vpos.vadibank.example/fim/api",
                        ":7: endpoints.production.api: 'http://vpos.vadibank.example/fim/api': expected"),
                wrong(
                        BANK,
                        "https://vpos.vadibank.example/fim/api",
                        "https://",
                        ":7: endpoints.production.api: 'https://': expected"),
                wrong(
                        BANK,
                        "\"https://vpos.vadibank.example/fim/api\"",
                        "",
                        ":7: endpoints.production.api: has no value"),
                wrong(BANK, "test: {api", "test: {gate", ":8: endpoints.test.api: is missing"),
                wrong(BANK, "[TRY, USD]", "[TRY, CHF]", ":9: currencies: expected some of [EUR, GBP, TRY, USD]"),
                wrong(BANK, "[TRY, USD]", "TRY", ":9: currencies: expected a list"),
                wrong(BANK, "[TRY, USD]", "[]", ":9: currencies: expected some of"),
                wrong(BANK, "installments: 9", "installments: 0", ":11: installments: 0: expected 1 or more"),
                wrong(BANK, "installments: 9", "installments: nine", ":11: installments: expected a whole number"),
                wrong(BANK, "installments: 9", "installments: 1.5", ":11: installments: expected a whole number"),
                wrong(
                        BANK,
                        "answer: 30s",
                        "answer: 30 s.",
                        ":12: timeouts.answer: '30 s.': expected a duration such as 10s"),
                wrong(BANK, "answer: 30s", "answer: 41s", ":12: timeouts.total: expected at least as long as connect"),
                wrong(BANK, "connect: 5s", "connect: 60s", ":12: timeouts.total: expected at least as long as connect"),
                wrong(BANK, "connect: 5s", "connect: 0s", ":12: timeouts.connect: '0s': expected longer than nothing"),
                wrong(BANK, "connect: 5s, ", "", ":12: timeouts.connect: is missing"),
                wrong(BANK, "profile: {mode: T}", "profile: {mode: }", ":13: profile.mode: has no value"),
                wrong(BANK, "profile: {mode: T}", "profile: T", ":13: profile: expected fields with values"));
    }

    static Stream<Arguments> dialects() {
        return Stream.of(
                wrong(
                        KAVAK,
                        "sandboxPaths:",
                        "sandboxPath:",
                        ":9: sandboxPath: is no field here, expected one of [answers, askFor, authentication, check, credentials"),
                wrong(
                        KAVAK,
                        "    format: json\n    echoes",
                        "    formatt: json\n    echoes",
                        ":43: answers.result.formatt: is no field here"),
                wrong(
                        KAVAK,
                        "currencies: {TRY: \"TL\", EUR: \"EU\"}",
                        "currencies: {TRY: \"TL\"",
                        ":8: while parsing a flow mapping"),
                wrong(KAVAK, "dialect: kavak", "dialect: kavaK", ":2: dialect: 'kavaK' must be the folder's name"),
                wrong(
                        KAVAK,
                        "Europe/Istanbul",
                        "Europe/Istambul",
                        ":3: timeZone: 'Europe/Istambul': expected a zone such as"),
                wrong(KAVAK, "timeZone: Europe/Istanbul", "", ": timeZone: is missing"),
                wrong(
                        KAVAK,
                        "total: 45s",
                        "total: soon",
                        ":4: timeouts.total: 'soon': expected a duration such as 10s"),
                wrong(KAVAK, "length: 24", "length: 27", ":5: transactionCode.length: 27: expected 20 to 26"),
                wrong(KAVAK, "installments: 6", "installments: -1", ":6: installments: -1: expected 1 or more"),
                wrong(KAVAK, "EUR: \"EU\"", "EURO: \"EU\"", ":7: currencies.EURO: is not a currency of ISO 4217"),
                wrong(KAVAK, "{TRY: \"TL\", EUR: \"EU\"}", "{}", ":7: currencies: expected at least one"),
                wrong(
                        KAVAK,
                        "secure: [none]",
                        "secure: [2d]",
                        ":8: secure: '2d': expected none, 3d, 3d_pay or 3d_host"),
                wrong(
                        KAVAK,
                        "{api: /v1}",
                        "{api: v1}",
                        ":9: sandboxPaths.api: 'v1': expected a path that begins with /"),
                wrong(KAVAK, "{api: /v1}", "{other: /v1}", ":9: sandboxPaths.api: is missing"),
                wrong(
                        KAVAK,
                        "name: secretKey",
                        "name: merchantId",
                        ":15: credentials[2].name: 'merchantId' stands in the list already"),
                wrong(KAVAK, "name: secretKey", "pattern: x", ":15: credentials[2].name: is missing"),
                wrong(
                        KAVAK,
                        "label: {tr: \"Gizli anahtar\", en: \"Secret key\"}",
                        "",
                        ":15: credentials[2].label: secretKey: expected"),
                wrong(
                        KAVAK,
                        "tr: \"Gizli anahtar\", ",
                        "",
                        ":16: credentials[2].label: secretKey: expected the bank's words as tr and en"),
                wrong(
                        KAVAK,
                        "\"Gizli anahtar\"",
                        "\" \"",
                        ":16: credentials[2].label: secretKey: expected the bank's words"),
                wrong(
                        KAVAK,
                        "[0-9]{6}",
                        "[0-9{6}",
                        ":14: credentials[1].pattern: '[0-9{6}' is no regular expression: Unclosed"),
                wrong(KAVAK, "secret: true", "secret: maybe", ":17: credentials[2].secret: expected true or false"),
                wrong(
                        KAVAK,
                        "contentType: application/json; charset=utf-8",
                        "charset: UTF-8",
                        ":21: request.contentType: is missing"),
                wrong(
                        KAVAK,
                        "charset: ISO-8859-9",
                        "charset: ISO-8859-99",
                        ":37: operations.refund.steps[1].request.charset: charset 'ISO-8859-99'"),
                wrong(
                        KAVAK,
                        "credentials.secretKey))}",
                        "credentials.secretKey)}",
                        ":24: request.headers.X-Signature: Encountered \"}\", but at this place only this can be closed"),
                wrong(
                        KAVAK,
                        "credentials.secretKey))}",
                        "credentials.secretKy))}",
                        ":24: request.headers.X-Signature: argument 2 is not known, or not always there"),
                wrong(
                        KAVAK,
                        "${profile.terminal}",
                        "Boğaz",
                        ":25: request.headers.X-Terminal: expected printable ASCII characters"),
                wrong(
                        KAVAK,
                        "{message: sale, endpoint: api, answer: result}",
                        "",
                        ":28: operations.sale: expected at least one step"),
                wrong(
                        KAVAK,
                        "  inquiry: {steps",
                        "  enquiry: {steps",
                        ":39: operations.enquiry: 'enquiry': expected sale, preauth"),
                wrong(
                        KAVAK,
                        "endpoint: api, answer: status",
                        "answer: status",
                        ":39: operations.inquiry.steps[1].endpoint: is missing"),
                wrong(
                        KAVAK,
                        "endpoint: api, answer: status",
                        "endpoint: ask, answer: status",
                        "banks/kavakbank.yaml:7: endpoints.production.ask: is missing"),
                wrong(
                        KAVAK,
                        "answer: status}]",
                        "answer: state}]",
                        ":39: operations.inquiry.steps[1].answer: 'state': expected one of [result, status]"),
                wrong(
                        KAVAK,
                        "{message: sale",
                        "{message: sell",
                        ":28: operations.sale.steps[1].message: there is no template templates/sell.<xml|json|form>.ftl"),
                wrong(
                        KAVAK,
                        "    format: json\n    echoes",
                        "    format: text\n    echoes",
                        ":43: answers.result.format: 'text': expected xml, json, form, pairs or page"),
                wrong(KAVAK, "    format: json\n    echoes", "    echoes", ":42: answers.result.format: is missing"),
                wrong(
                        KAVAK,
                        "amountMinor: [",
                        "amount: [",
                        ":44: answers.result.echoes.amount: expected one of [amountComma, amountMajor, amountMinor, currency"),
                wrong(
                        KAVAK,
                        "[order/amount]",
                        "[]",
                        ":44: answers.result.echoes.amountMinor: expected at least one path"),
                wrong(
                        KAVAK,
                        "    answered:\n      - {result/code: \".+\"}\n",
                        "",
                        ":42: answers.result.answered: expected what shows that the bank answered"),
                wrong(
                        KAVAK,
                        "    approved:\n      - {result/code: \"OK\", order/id: \".+\"}\n",
                        "",
                        ":42: answers.result: expected either 'approved' or"),
                wrong(
                        KAVAK,
                        "result/code: \"WAIT\"",
                        "result/code: \"(WAIT\"",
                        ":50: answers.result.pending[1].result/code: '(WAIT' is no regular expression"),
                wrong(KAVAK, "{result/code: \"WAIT\"}", "{}", ":50: answers.result.pending[1]: a condition is empty"),
                wrong(
                        KAVAK,
                        "{path: result/code}",
                        "{matching: \".*\"}",
                        ":52: answers.result.code[1]: expected 'path', or 'paths' whose values make the code"),
                wrong(
                        KAVAK,
                        "authCode: [payment/auth]",
                        "authcode: [payment/auth]",
                        ":54: answers.result.values.authcode: expected one of [authCode, bankMessage, bankTransactionId, cavv, eci, hostReference, maskedCard, mdStatus, xid]"),
                wrong(
                        SELVI,
                        "onlyApproved: [authCode]",
                        "onlyApproved: [auth]",
                        ":45: answers.result.onlyApproved.auth: is not one of the values above"),
                wrong(
                        KAVAK,
                        "batch: [payment/batch]",
                        "batch: []",
                        ":59: answers.result.keep.batch: expected at least one path"),
                wrong(
                        KAVAK,
                        "{state: captured",
                        "{state: paid",
                        ":66: answers.status.states[1].state: 'paid': expected authorized, captured"),
                wrong(
                        KAVAK,
                        "when: {state: \"NONE\"}",
                        "when: {}",
                        ":67: answers.status.states[2].when: a condition is empty"),
                wrong(
                        KAVAK,
                        "captured: {path",
                        "paid: {path",
                        ":69: answers.status.amounts.paid: expected one of [captured, refunded]"),
                wrong(
                        KAVAK,
                        "unit: major",
                        "unit: lira",
                        ":69: answers.status.amounts.captured.unit: 'lira': expected minor, major or comma"),
                wrong(KAVAK, "path: [paid], ", "", ":69: answers.status.amounts.captured.path: is missing"),
                wrong(
                        KAVAK,
                        "unit: major, when: {state: \"PAID\"}",
                        "unit: major, when: {}",
                        ":69: answers.status.amounts.captured.when: a condition is empty"),
                wrong(
                        SELVI,
                        "charset=utf-8",
                        "charset=iso-8859-9\n  charset: ISO-8859-9",
                        ":16: request.charset: forms are percent-encoded as UTF-8"),
                wrong(
                        SELVI,
                        "Token: \".+\"",
                        "Token: \".*\"",
                        "dialects/selvi/templates/pay.form.ftl:2: 'answers.open.Token' is not known, or not always there"));
    }

    static Stream<Arguments> templatesAndTables() {
        return Stream.of(
                wrong(SALE, "${amount.minor}", "${amount.minor", ":4: Encountered \",\", but was expecting"),
                wrong(
                        SALE,
                        "\"card\": {",
                        "<#if card.cvv?has_content>\n  \"card\": {",
                        ":8: Unexpected end of file reached. You have an unclosed #if."),
                wrong(
                        SALE,
                        "${card.yearFull}",
                        "${card.expiry}",
                        ":6: 'card.expiry' is not known, or not always there"),
                wrong(SALE, "${card.holder!}", "${card.holder}", ":6: 'card.holder' is not known, or not always there"),
                wrong(
                        SALE,
                        "${randomHex(12)}",
                        "${randomHax(12)}",
                        ":3: 'randomHax' is not known, or not always there"),
                wrong(SALE, "${randomHex(12)}", "${randomHex()}", ":3: expected 1 argument(s), found 0"),
                wrong(
                        SALE,
                        "${randomHex(12)}",
                        "${sha1(\"x\")}",
                        ":3: a digest is bytes: put it through hex, hexUpper or base64"),
                wrong(
                        INQUIRY,
                        "${payment.transactionCode}",
                        "${(original.authCode)!}${original.authCode!}",
                        ":1: 'original' is not known, or not always there"),
                wrong(
                        CODES,
                        "NOFUNDS;insufficient_funds;",
                        "NOFUNDS;no_funds;",
                        ":3: category 'no_funds' is not one of the normalised codes"),
                wrong(CODES, "NOFUNDS;", "OK;", ":3: code OK stands in line 2 already"),
                wrong(CODES, "NOFUNDS;", ";", ":3: code is missing"),
                wrong(
                        CODES,
                        "NOFUNDS;insufficient_funds;;;;",
                        "NOFUNDS;insufficient_funds;;;",
                        ":3: expected 6 columns, found 5"),
                wrong(
                        CODES,
                        "code;category",
                        "code;meaning",
                        ":1: expected the columns code;category;retryable;outcome;tr;en"),
                wrong(CODES, "code;category", "code;code", ":1: expected the columns code;category;"),
                wrong(CODES, "false;unknown", "no;unknown", ":4: retryable 'no': expected true or false"),
                wrong(
                        CODES,
                        "false;unknown",
                        "false;lost",
                        ":4: outcome 'lost': expected approved, declined, unknown or nothing"),
                wrong(
                        CODES,
                        "OK;approved;;approved",
                        "OK;approved;;",
                        ":2: category approved and outcome approved belong together"));
    }

    private static Arguments wrong(String file, String right, String wrong, String message) {
        return arguments(file, right, wrong, message);
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource({"banks", "dialects", "templatesAndTables"})
    void stopsTheStartWithFileLineAndReason(String file, String right, String wrong, String message)
            throws IOException {
        MappingFolder folder = MappingFolder.madeUp(temp);
        folder.change(file, right, wrong);

        folder.stopsWith("bank-mappings/" + (message.startsWith(":") ? file : "") + message);
    }
}
