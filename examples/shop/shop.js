"use strict";

// The key of the sandbox's demonstration company. With a real key this belongs on the shop's server.
const KEY = "sandbox-key";
const at = id => document.getElementById(id);

async function api(path, body) {
  const answer = await fetch("/api/v1" + path, {
    method: body ? "POST" : "GET",
    headers: { Authorization: "Bearer " + KEY, ...(body ? { "Content-Type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  const json = await answer.json();
  if (!answer.ok) {
    const errors = (json.errors || []).map(error => error.field + ": " + error.message);
    throw new Error(errors.length ? errors.join("\n") : json.detail || json.title);
  }
  return json;
}

function option(value, text) {
  const option = document.createElement("option");
  option.value = value;
  option.textContent = text;
  return option;
}

let banks = [];

function showModels() {
  const bank = banks.find(one => one.code === at("bank").value);
  at("model").replaceChildren(...bank.secure.filter(model => model !== "none").map(model => option(model, model)));
  const most = bank.installments;
  at("installments").replaceChildren(
    ...Array.from({ length: most }, (_, i) => option(i + 1, i === 0 ? "tek çekim / single" : i + 1)));
  showCard();
}

// With 3d_host the card is typed on the bank's page.
function showCard() {
  at("card").hidden = at("model").value === "3d_host";
}

async function pay(event) {
  event.preventDefault();
  at("problem").textContent = "";
  at("pay").disabled = true;
  const popup = at("window").value === "popup" ? window.open("about:blank", "bank", "width=480,height=760") : null;
  try {
    const payment = await api("/payments", {
      requestId: crypto.randomUUID(),
      virtualPos: "DEMO-" + at("bank").value.toUpperCase(),
      operation: "sale",
      secure: at("model").value,
      orderNo: at("orderNo").value,
      amount: at("amount").value,
      currency: "TRY",
      installments: Number(at("installments").value),
      ...(at("model").value === "3d_host" ? {} : {
        card: {
          number: at("number").value.replaceAll(" ", ""),
          expiry: at("expiry").value,
          cvv: at("cvv").value,
          holder: at("holder").value,
        },
      }),
      customer: {
        ip: "192.0.2.7",
        email: "ayse@example.com",
        name: "Ayşe Yılmaz",
        phone: "+905551112233",
        browser: {
          userAgent: navigator.userAgent,
          language: navigator.language,
          screenWidth: screen.width,
          screenHeight: screen.height,
          colorDepth: screen.colorDepth,
          timeZoneOffset: new Date().getTimezoneOffset(),
        },
      },
      returnUrl: location.origin + "/shop/",
    });
    if (!payment.nextAction) {
      if (popup) popup.close();
      show(payment);
    } else if (popup) {
      popup.location = payment.nextAction.url;
    } else if (at("window").value === "frame") {
      at("frame").src = payment.nextAction.url;
      at("frame").hidden = false;
    } else {
      location.assign(payment.nextAction.url);
    }
  } catch (problem) {
    if (popup) popup.close();
    at("problem").textContent = problem.message;
    at("pay").disabled = false;
  }
}

function show(payment) {
  at("checkout").hidden = true;
  at("frame").hidden = true;
  at("result").hidden = false;
  at("paymentId").textContent = payment.id;
  at("status").textContent = payment.status;
  at("bankName").textContent = payment.bank;
  at("transactionCode").textContent = payment.transactionCode;
  at("authCode").textContent = payment.authCode || "";
  const message = payment.result ? payment.result.message : null;
  at("message").textContent = message ? message.tr + " / " + message.en : "";
}

// The browser is back. A shop believes what the signature proves, or what it asks the hub for, as here.
async function back(paymentId) {
  if (window.opener) {
    window.opener.postMessage({ paymentId }, location.origin);
    window.close();
  } else if (window.parent !== window) {
    window.parent.postMessage({ paymentId }, location.origin);
  } else {
    show(await api("/payments/" + encodeURIComponent(paymentId)));
  }
}

async function start() {
  const paymentId = new URLSearchParams(location.search).get("paymentId");
  if (paymentId) {
    at("checkout").hidden = true;
    await back(paymentId);
    return;
  }
  at("orderNo").value = "SO-" + Date.now();
  banks = (await api("/banks")).banks.filter(bank => bank.secure.some(model => model !== "none"));
  at("bank").replaceChildren(...banks.map(bank => option(bank.code, bank.name)));
  showModels();
  at("bank").addEventListener("change", showModels);
  at("model").addEventListener("change", showCard);
  at("checkout").addEventListener("submit", pay);
  window.addEventListener("message", async event => {
    if (event.origin === location.origin && event.data.paymentId) {
      show(await api("/payments/" + encodeURIComponent(event.data.paymentId)));
    }
  });
  document.documentElement.dataset.ready = "true";
}

start().catch(problem => { at("problem").textContent = problem.message; });
