(function () {
  'use strict';
  var tip = document.getElementById('tip');
  function hide() { tip.hidden = true; }
  function show(mark) {
    tip.textContent = mark.getAttribute('aria-label');
    tip.hidden = false;
    var at = mark.getBoundingClientRect();
    var left = Math.min(Math.max(8, at.left), window.innerWidth - tip.offsetWidth - 8);
    var top = at.bottom + 8;
    if (top + tip.offsetHeight > window.innerHeight) { top = Math.max(8, at.top - tip.offsetHeight - 8); }
    tip.style.left = left + 'px';
    tip.style.top = top + 'px';
  }
  document.querySelectorAll('figure svg').forEach(function (svg) {
    var marks = Array.prototype.slice.call(svg.querySelectorAll('.mark'));
    var current = 0;
    function go(to) {
      to = Math.min(Math.max(0, to), marks.length - 1);
      marks[current].setAttribute('tabindex', '-1');
      current = to;
      marks[current].setAttribute('tabindex', '0');
      marks[current].focus();
    }
    marks.forEach(function (mark, i) {
      var title = mark.querySelector('title');
      if (title) { title.remove(); }
      mark.setAttribute('tabindex', i === 0 ? '0' : '-1');
      mark.addEventListener('mouseenter', function () { show(mark); });
      mark.addEventListener('mouseleave', hide);
      mark.addEventListener('focus', function () { current = i; show(mark); });
      mark.addEventListener('blur', hide);
      mark.addEventListener('keydown', function (event) {
        if (event.key === 'ArrowRight') { go(i + 1); }
        else if (event.key === 'ArrowLeft') { go(i - 1); }
        else if (event.key === 'Home') { go(0); }
        else if (event.key === 'End') { go(marks.length - 1); }
        else if (event.key === 'Escape') { hide(); return; }
        else { return; }
        event.preventDefault();
      });
    });
  });
  document.querySelectorAll('section[data-stage]').forEach(function (section) {
    var charts = Array.prototype.slice.call(section.querySelectorAll('figure svg'));
    charts.forEach(function (svg) {
      svg.addEventListener('mousemove', function (event) {
        var box = svg.getBoundingClientRect();
        var x = (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width;
        charts.forEach(function (other) {
          var line = other.querySelector('.cursor');
          var inside = Number(line.getAttribute('data-from')) <= x ? x <= Number(line.getAttribute('data-to')) : false;
          line.setAttribute('visibility', inside ? 'visible' : 'hidden');
          line.setAttribute('x1', x);
          line.setAttribute('x2', x);
        });
      });
      svg.addEventListener('mouseleave', function () {
        charts.forEach(function (other) { other.querySelector('.cursor').setAttribute('visibility', 'hidden'); });
      });
    });
  });
})();
