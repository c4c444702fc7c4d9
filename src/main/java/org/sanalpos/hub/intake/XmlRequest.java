package org.sanalpos.hub.intake;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The elements {@code payment} and {@code followUp} of the schema, as JAXB fills them. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(namespace = XmlRequest.NAMESPACE)
class XmlRequest {
    static final String NAMESPACE = "urn:sanalpos:hub:1";

    @XmlElement(namespace = NAMESPACE)
    private String requestId;

    @XmlElement(namespace = NAMESPACE)
    private String company;

    @XmlElement(namespace = NAMESPACE)
    private String virtualPos;

    @XmlElement(namespace = NAMESPACE)
    private String operation;

    @XmlElement(namespace = NAMESPACE)
    private String secure;

    @XmlElement(namespace = NAMESPACE)
    private String orderNo;

    @XmlElement(namespace = NAMESPACE)
    private String amount;

    @XmlElement(namespace = NAMESPACE)
    private String currency;

    @XmlElement(namespace = NAMESPACE)
    private String installments;

    @XmlElement(namespace = NAMESPACE)
    private String channel;

    @XmlElement(namespace = NAMESPACE)
    private CardElement card;

    @XmlElement(namespace = NAMESPACE)
    private String cardJwe;

    @XmlElement(namespace = NAMESPACE)
    private CustomerElement customer;

    @XmlElement(namespace = NAMESPACE)
    private String returnUrl;

    @XmlElement(namespace = NAMESPACE)
    private String description;

    @XmlElementWrapper(name = "metadata", namespace = NAMESPACE)
    @XmlElement(name = "entry", namespace = NAMESPACE)
    private List<Entry> metadata;

    @XmlElement(namespace = NAMESPACE)
    private String paymentId;

    @XmlElement(namespace = NAMESPACE)
    private String transactionCode;

    @XmlElement(namespace = NAMESPACE)
    private String auto;

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(namespace = NAMESPACE)
    static class CardElement {
        @XmlElement(namespace = NAMESPACE)
        private String number;

        @XmlElement(namespace = NAMESPACE)
        private String expiry;

        @XmlElement(namespace = NAMESPACE)
        private String cvv;

        @XmlElement(namespace = NAMESPACE)
        private String holder;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(namespace = NAMESPACE)
    static class CustomerElement {
        @XmlElement(namespace = NAMESPACE)
        private String ip;

        @XmlElement(namespace = NAMESPACE)
        private String email;

        @XmlElement(namespace = NAMESPACE)
        private String name;

        @XmlElement(namespace = NAMESPACE)
        private String phone;

        @XmlElement(namespace = NAMESPACE)
        private BrowserElement browser;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(namespace = NAMESPACE)
    static class BrowserElement {
        @XmlElement(namespace = NAMESPACE)
        private String accept;

        @XmlElement(namespace = NAMESPACE)
        private String userAgent;

        @XmlElement(namespace = NAMESPACE)
        private String language;

        @XmlElement(namespace = NAMESPACE)
        private String screenWidth;

        @XmlElement(namespace = NAMESPACE)
        private String screenHeight;

        @XmlElement(namespace = NAMESPACE)
        private String colorDepth;

        @XmlElement(namespace = NAMESPACE)
        private String timeZoneOffset;

        private RequestBody.BrowserBody body() {
            return new RequestBody.BrowserBody(
                    trimmed(accept),
                    trimmed(userAgent),
                    trimmed(language),
                    trimmed(screenWidth),
                    trimmed(screenHeight),
                    trimmed(colorDepth),
                    trimmed(timeZoneOffset));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(namespace = NAMESPACE)
    static class Entry {
        @XmlAttribute(required = true)
        private String key;

        @XmlValue
        private String value;
    }

    RequestBody body() {
        return new RequestBody(
                trimmed(requestId),
                trimmed(company),
                trimmed(virtualPos),
                trimmed(operation),
                trimmed(secure),
                trimmed(orderNo),
                trimmed(amount),
                trimmed(currency),
                trimmed(installments),
                trimmed(channel),
                card == null
                        ? null
                        : new RequestBody.CardBody(
                                trimmed(card.number), trimmed(card.expiry), trimmed(card.cvv), trimmed(card.holder)),
                trimmed(cardJwe),
                customer == null
                        ? null
                        : new RequestBody.CustomerBody(
                                trimmed(customer.ip),
                                trimmed(customer.email),
                                trimmed(customer.name),
                                trimmed(customer.phone),
                                customer.browser == null ? null : customer.browser.body()),
                trimmed(returnUrl),
                description,
                metadata(),
                trimmed(paymentId),
                trimmed(transactionCode),
                flag(trimmed(auto)));
    }

    private Map<String, String> metadata() {
        if (metadata == null) {
            return null;
        }
        Map<String, String> map = new LinkedHashMap<>();
        metadata.forEach(entry -> map.put(entry.key == null ? "" : entry.key.trim(), entry.value));
        return map;
    }

    /** The schema has two more ways to write a truth value. */
    private static String flag(String value) {
        return "1".equals(value) ? "true" : "0".equals(value) ? "false" : value;
    }

    /** White space around a value is layout in XML. */
    private static String trimmed(String value) {
        return value == null ? null : value.strip();
    }
}
