/** Makes this browser a stranger again: removes what the forms keep on the device and what the demo keeps in the tab. */
const button = document.querySelector('[data-start-afresh]');
const status = document.querySelector('[data-started-afresh]');

button.addEventListener('click', () => {
  sessionStorage.clear();
  const removal = indexedDB.deleteDatabase('progressive-form');
  removal.onsuccess = () => {
    status.textContent = 'Done. You are a stranger to every form here.';
    if (button.dataset.then) location.assign(button.dataset.then);
  };
  removal.onblocked = () => (status.textContent = 'Close the other tabs of this demo to finish.');
  removal.onerror = () => (status.textContent = 'This browser refused. Clear the data of this site by hand.');
});
