package org.sanalpos.hub.sandbox.payfor;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.XmlText;

/** What the bank tells of its books: TxnType OrderInquiry and TxnHistory. */
final class Queries {

    private static final String NAMESPACE = "http://ocean.smartway.com/";
    private static final String NO_TIME = "1.01.0001 00:00:00";
    private static final String NO_ISO_TIME = "0001-01-01T00:00:00";

    private final Journal journal;
    private final SecureOrders secureOrders;

    Queries(Journal journal, SecureOrders secureOrders) {
        this.journal = journal;
        this.secureOrders = secureOrders;
    }

    /** Tells what has become of an order. */
    byte[] inquiry(SandboxBank bank, Store store, ApiRequest request) {
        String orderId = Fields.originalOrderId(request);
        if (request.present("Currency")) {
            Fields.currency(request.value("Currency"));
        }
        Optional<Event> found = current(bank, store, orderId);
        if (found.isEmpty()) {
            Map<String, String> values = Records.nothing(store, Operation.INQUIRY);
            values.put("OrgOrderId", orderId);
            values.put("InsertDatetime", NO_TIME);
            Map<String, String> answer = Records.inquiry(values);
            answer.put("PAYFORFROMXMLREQUEST", "1");
            return Answers.write(answer);
        }
        Event event = found.get();
        Map<String, String> values = values(bank, store, event);
        values.put("InsertDatetime", Records.local("d.MM.yyyy HH:mm:ss", event.time()));
        // the bank fills some of its empty fields with a line break
        values.put("MD", "\r\n");
        Map<String, String> answer = Records.inquiry(values);
        answer.put("PAYFORFROMXMLREQUEST", "1");
        answer.put("IsVoided", String.valueOf(event.voidedAt() != null));
        answer.put("IsRefunded", String.valueOf(event.refunded() > 0 && event.refunded() >= event.amount()));
        answer.put("TrxDate", Records.local("dd.MM.yyyy HH:mm", event.time()));
        answer.put("ReturnMessage", event.text());
        return Answers.write(answer);
    }

    /** Tells all events of an order, or of the orders of a day. */
    byte[] history(SandboxBank bank, Store store, ApiRequest request) {
        boolean ofDay = request.present("ReqDate");
        if (ofDay && request.present("OrderId")) {
            throw GateError.VALUE_WRONG.refusal();
        }
        if (request.present("RequestStartDatetime")
                && !request.value("RequestStartDatetime").matches("[0-9]{13}")) {
            throw GateError.VALUE_WRONG.refusal();
        }
        List<Event> events = ofDay ? ofDay(bank, store, request) : ofOrder(bank, store, request);
        StringBuilder xml = new StringBuilder(Answers.DECLARATION)
                .append("<TxnHistoryReport xsi:noNamespaceSchemaLocation=\"TxnHistoryReport.xsd\"")
                .append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n");
        for (Event event : events) {
            Map<String, String> values = values(bank, store, event);
            values.put("InsertDatetime", Records.local("yyyy-MM-dd'T'HH:mm:ss", event.time()));
            row(xml, values, Optional.of(event).filter(found -> found.batchClosed(bank)));
        }
        if (events.isEmpty()) {
            row(xml, nothing(store, request), Optional.empty());
        }
        return xml.append("</TxnHistoryReport>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<Event> ofOrder(SandboxBank bank, Store store, ApiRequest request) {
        return events(bank, store, Fields.orderId(request))
                .sorted(Comparator.comparing(Event::guid))
                .toList();
    }

    private List<Event> ofDay(SandboxBank bank, Store store, ApiRequest request) {
        if (request.has("OrgOrderId")) {
            throw GateError.ORIGINAL_ORDER_ID_SENT.refusal();
        }
        LocalDate day = Fields.date(request.value("ReqDate"));
        return bank.orderIds().stream()
                .flatMap(id -> events(bank, store, id))
                .filter(event ->
                        event.time().atZone(SandboxBank.ZONE).toLocalDate().equals(day))
                .sorted(Comparator.comparing(Event::guid))
                .toList();
    }

    private Optional<Event> current(SandboxBank bank, Store store, String orderId) {
        Optional<Order> booked = bank.findVisible(store.credential("merchantId"), orderId);
        booked.ifPresent(order -> bank.settleNight(store, order));
        return booked.map(Event::current)
                .or(() -> secureOrders.find(bank, store, orderId).map(Event::of));
    }

    /** An order that came through the gate is told by its books as soon as they have something of it. */
    private Stream<Event> events(SandboxBank bank, Store store, String orderId) {
        Optional<Order> booked = bank.findVisible(store.credential("merchantId"), orderId);
        return booked.isPresent()
                ? events(bank, store, booked.get())
                : secureOrders.find(bank, store, orderId).map(Event::of).stream();
    }

    private Map<String, String> values(SandboxBank bank, Store store, Event event) {
        Map<String, String> values = Records.of(store, event);
        secureOrders
                .find(bank, store, event.orderId())
                .filter(order -> order.guid().equals(event.guid()))
                .ifPresent(order -> values.putAll(order.record()));
        return values;
    }

    private Stream<Event> events(SandboxBank bank, Store store, Order order) {
        bank.settleNight(store, order);
        return Stream.concat(
                order.transactions().stream().map(transaction -> Event.of(order, transaction)),
                journal.of(order).stream().map(entry -> Event.of(order, entry)));
    }

    /** The real bank sends the secrets back too, so that a client has to hide them. */
    private static Map<String, String> nothing(Store store, ApiRequest request) {
        Map<String, String> values = Records.nothing(store, Operation.HISTORY);
        values.put("InsertDatetime", NO_ISO_TIME);
        values.put("OrderId", request.value("OrderId"));
        values.put("ReqDate", request.value("ReqDate"));
        values.put("UserCode", store.credential("userCode"));
        values.put("UserPass", store.credential("userPass"));
        values.put("MerchantPass", store.credential("storeKey"));
        return values;
    }

    private static void row(StringBuilder xml, Map<String, String> values, Optional<Event> closed) {
        xml.append("  <PaymentRequestExtended>\n    <PaymentRequest xmlns=\"")
                .append(NAMESPACE)
                .append("\">\n");
        Records.history(values).forEach((name, value) -> {
            String element = value.isEmpty() ? "<" + name + " />" : XmlText.element(name, value);
            xml.append("      ").append(element).append('\n');
        });
        xml.append("    </PaymentRequest>\n    <ExtraParameters xmlns=\"")
                .append(NAMESPACE)
                .append("\">\n");
        parameter(xml, "IsBatchClosed", closed.isPresent() ? "True" : "False");
        closed.ifPresent(event -> parameter(xml, "SettlementDate", Records.local("yyyyMMdd'235959'", event.time())));
        xml.append("    </ExtraParameters>\n    <IsOnUsCard>false</IsOnUsCard>\n  </PaymentRequestExtended>\n");
    }

    private static void parameter(StringBuilder xml, String name, String value) {
        xml.append("      <ArrayOfString><string>")
                .append(name)
                .append("</string><string>")
                .append(value)
                .append("</string></ArrayOfString>\n");
    }
}
